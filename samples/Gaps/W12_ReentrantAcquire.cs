namespace Gaps;

/// <summary>W12: what holds the lock calls what takes it. Nobody else is needed for the deadlock.</summary>
public sealed class ReentrantAcquire : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public void Dispose() => _gate.Dispose();

    public async Task SaveAsync(Func<Task> save)
    {
        await _gate.WaitAsync();
        try
        {
            await save();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task SaveAllAsync(IEnumerable<Func<Task>> all)
    {
        await _gate.WaitAsync();
        try
        {
            foreach (var save in all)
                await SaveAsync(save); // GRD5007
        }
        finally
        {
            _gate.Release();
        }
    }
}
