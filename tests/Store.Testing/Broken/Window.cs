namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>How long a state lasts that nobody should see: until it must have been noticed, or until nobody looks any more.</summary>
internal sealed class Window
{
    // Three readers look in three ways by turns: among so many looks are two of one reader, the one way after the other.
    private const int LooksToNotice = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private volatile Opening? _open;

    public async Task HoldAsync()
    {
        var open = _open = new Opening();
        await open.Noticed.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _open = null;
    }

    /// <summary>A look, until it is disposed of. One that began before there was something to see does not count.</summary>
    public IDisposable Look() => new OneLook(_open);

    private sealed class Opening
    {
        private readonly TaskCompletionSource _noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _looks;

        public Task Noticed => _noticed.Task;

        public void Count()
        {
            if (Interlocked.Increment(ref _looks) == LooksToNotice)
                _noticed.SetResult();
        }
    }

    private sealed class OneLook(Opening? through) : IDisposable
    {
        public void Dispose() => through?.Count();
    }
}
