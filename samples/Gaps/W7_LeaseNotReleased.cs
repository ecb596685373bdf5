using Guarded.Store.Leases;

namespace Gaps;

/// <summary>W7: the lock outlives its work, because an exception comes first, or because nobody waits for the release.</summary>
public sealed class LeaseNotReleased : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public void Dispose() => _gate.Dispose();

    public async Task WriteAsync(Func<Task> write)
    {
        await _gate.WaitAsync(); // GRD5001
        await write();
        _gate.Release();
    }

    public static async Task PushAsync(LeaseManager leases, LeaseName name, Func<Task> push)
    {
        var lease = await leases.AcquireAsync(name, "push", TimeSpan.FromMinutes(1)); // GRD5001
        await push();
        await lease.DisposeAsync();
    }

    public bool TryTake(Queue<string> queue, Func<string, bool> isNext)
    {
        Monitor.Enter(queue); // GRD5001
        if (queue.Count == 0)
            return false;
        try
        {
            return isNext(queue.Dequeue());
        }
        finally
        {
            Monitor.Exit(queue);
        }
    }
}
