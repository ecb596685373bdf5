using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>Holds a lease until it is asked to end, or also after that.</summary>
internal static class LeaseWorker
{
    public static async Task RunAsync(FileObjectStore objects, TimeSpan bound, bool obeys)
    {
        using var termination = new TerminationSignal(bound);
        await using var lease = await new LeaseManager(objects).AcquireAsync(HeldLease.Name, "waiting for a signal", TimeSpan.Zero);
        await using var asked = termination.Requested.Register(() => Said.Line("asked"));
        Said.Line("held");
        await Task.Delay(Timeout.Infinite, obeys ? termination.Requested : CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
