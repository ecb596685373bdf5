namespace Guarded.Store.Testing.Seam;

/// <summary>The way to the store of a process that is stopped at one operation, and does nothing more until it goes on from there.</summary>
internal sealed class Suspending(int at) : IGate
{
    private readonly List<TaskCompletionSource> _waiting = [];
    private int _passed;
    private bool _goesOn;

    /// <summary>Whether so many operations were asked for.</summary>
    public bool WasReached => _passed >= at;

    public void GoOn()
    {
        _goesOn = true;
        _waiting.ForEach(waiting => waiting.SetResult());
    }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        if (++_passed >= at && !_goesOn)
        {
            var waiting = new TaskCompletionSource();
            _waiting.Add(waiting);
            await waiting.Task.ConfigureAwait(false);
        }
        return await run().ConfigureAwait(false);
    }
}
