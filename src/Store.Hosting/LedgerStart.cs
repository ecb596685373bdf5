using Guarded.Store.Hosting.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guarded.Store.Hosting;

/// <summary>Opens the ledger before anything of the host runs: a host whose ledger cannot be opened does not start.</summary>
internal sealed class LedgerStart(ObservedLedger ledger, ILogger<LedgerStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        log.LedgerOpened();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
