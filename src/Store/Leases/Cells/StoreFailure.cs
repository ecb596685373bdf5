namespace Guarded.Store.Leases.Cells;

/// <summary>A failure of the store, after which what is there tells what came of a write. A client that gave up waiting is one.</summary>
internal static class StoreFailure
{
    /// <summary>Whether it is one, and not the caller's own cancellation.</summary>
    public static bool Is(Exception exception, CancellationToken cancellationToken) =>
        exception is IOException or UnauthorizedAccessException or TimeoutException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
