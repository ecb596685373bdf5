namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>What lies between a check and the act that it decides: it ends when another comes into it, or when nobody does.</summary>
internal sealed class Gap
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _entering = new();
    private TaskCompletionSource? _waiting;

    public async Task BetweenAsync()
    {
        TaskCompletionSource mine;
        lock (_entering)
        {
            if (_waiting is not null)
            {
                _waiting.SetResult();
                _waiting = null;
                return;
            }
            mine = _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await mine.Task.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        lock (_entering)
            _waiting = _waiting == mine ? null : _waiting;
    }
}
