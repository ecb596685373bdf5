using Guarded.Store.Hosting.Telemetry;
using Microsoft.Extensions.Logging;

namespace Guarded.Store.Hosting;

/// <summary>Opens the ledger.</summary>
internal sealed class LedgerStart(ObservedLedger ledger, ILogger<LedgerStart> log) : StartStep
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        log.LedgerOpened();
    }
}
