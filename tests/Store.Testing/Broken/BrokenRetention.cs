using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class PurgesDoNothing(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override ValueTask<PurgeReport> PurgeAsync(RetentionPolicy policy, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new PurgeReport(0, 0, 0, 0));
}

internal sealed class PurgesTakeEverything(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<PurgeReport> PurgeAsync(RetentionPolicy policy, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default)
    {
        var report = await base.PurgeAsync(policy, progress, cancellationToken);
        await foreach (var payload in Payloads.ListAsync(after: null, cancellationToken))
            await Payloads.DeleteAsync(payload, cancellationToken);
        return report;
    }
}

internal sealed class TheLogIsForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<RetentionEntry> ReadRetentionLogAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<RetentionEntry>();
}

internal sealed class ReferencesAreForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<LedgerReference> ReadReferencesAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<LedgerReference>();

    public override ValueTask<LedgerReference?> FindReferenceAsync(PayloadHash payload, CancellationToken cancellationToken = default) => ValueTask.FromResult<LedgerReference?>(null);
}

internal sealed class ReferencesAreListedBackwards(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<LedgerReference> ReadReferencesAsync(CancellationToken cancellationToken = default) => base.ReadReferencesAsync(cancellationToken).Reverse();
}
