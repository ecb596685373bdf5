using Guarded.Store.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guarded.Store.Hosting.Health;

/// <summary>Whether the ledger answers.</summary>
internal sealed class LedgerHealth(ILedger ledger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var runs = ledger.ReadRunsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (runs.ConfigureAwait(false))
                await runs.MoveNextAsync().ConfigureAwait(false);
            return HealthCheckResult.Healthy("The ledger answers.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The ledger cannot be read: {exception.Message}", exception);
        }
    }
}
