namespace Guarded.Store.Testing.Seam;

/// <summary>What every call through the seam has to pass.</summary>
internal interface IGate
{
    /// <summary>Runs an operation: at once, later, with a failure, or never.</summary>
    ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run);
}
