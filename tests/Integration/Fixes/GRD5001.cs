using Guarded.Store.Leases;

namespace Fixes.Locks;

internal sealed class LeaseNotReleased(LeaseManager leases, LeaseName name)
{
    private readonly SemaphoreSlim _gate = new(1);

    public async Task AppendAsync(string line)
    {
        await _gate.WaitAsync();
        await File.AppendAllTextAsync("journal.txt", line);
        _gate.Release();
    }

    public async Task PushAsync(CancellationToken cancellationToken)
    {
        // Nobody else pushes meanwhile.
        var lease = await leases.AcquireAsync(name, "push", TimeSpan.FromMinutes(1), cancellationToken);
        await File.AppendAllTextAsync("journal.txt", "pushed", cancellationToken);
        await lease.DisposeAsync();
    }
}
