using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A ledger as it is, for whoever breaks one thing of it.</summary>
internal abstract class LedgerDecorator(ILedger inner, PayloadStore payloads) : ILedger
{
    protected PayloadStore Payloads => payloads;

    public virtual ValueTask<LedgerRun> StartRunAsync(NewRun run, CancellationToken cancellationToken = default) => inner.StartRunAsync(run, cancellationToken);

    public virtual ValueTask<LedgerRun> ResumeRunAsync(RunId run, CancellationToken cancellationToken = default) => inner.ResumeRunAsync(run, cancellationToken);

    public virtual ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default) => inner.EndRunAsync(run, status, cancellationToken);

    public virtual ValueTask<bool> IsHeldAsync(RunId run, CancellationToken cancellationToken = default) => inner.IsHeldAsync(run, cancellationToken);

    public virtual ValueTask<LedgerSource> AddSourceAsync(RunId run, string name, CancellationToken cancellationToken = default) => inner.AddSourceAsync(run, name, cancellationToken);

    public virtual ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default) =>
        inner.CreateRowAsync(source, index, payload, cancellationToken);

    public virtual ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default) => inner.RecordAsync(run, batch, cancellationToken);

    public virtual IAsyncEnumerable<LedgerRun> ReadRunsAsync(CancellationToken cancellationToken = default) => inner.ReadRunsAsync(cancellationToken);

    public virtual ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default) => inner.ReadRunAsync(run, cancellationToken);

    public virtual ValueTask<RunSummary> SummarizeRunAsync(RunId run, CancellationToken cancellationToken = default) => inner.SummarizeRunAsync(run, cancellationToken);

    public virtual ValueTask<IReadOnlyList<LedgerSource>> ReadSourcesAsync(RunId run, CancellationToken cancellationToken = default) => inner.ReadSourcesAsync(run, cancellationToken);

    public virtual ValueTask<IReadOnlyDictionary<string, string>> ReadCheckpointsAsync(RunId run, CancellationToken cancellationToken = default) => inner.ReadCheckpointsAsync(run, cancellationToken);

    public virtual IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default) => inner.ReadRowsAsync(run, cancellationToken);

    public virtual IAsyncEnumerable<LedgerRow> ReadPendingRowsAsync(RunId run, string node, CancellationToken cancellationToken = default) => inner.ReadPendingRowsAsync(run, node, cancellationToken);

    public virtual IAsyncEnumerable<NodeOutcome> ReadOutcomesAsync(RunId run, CancellationToken cancellationToken = default) => inner.ReadOutcomesAsync(run, cancellationToken);

    public virtual ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default) => inner.ExplainAsync(row, cancellationToken);

    public virtual ValueTask<PurgeReport> PurgeAsync(RetentionPolicy policy, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default) =>
        inner.PurgeAsync(policy, progress, cancellationToken);

    public virtual IAsyncEnumerable<RetentionEntry> ReadRetentionLogAsync(CancellationToken cancellationToken = default) => inner.ReadRetentionLogAsync(cancellationToken);

    public virtual IAsyncEnumerable<LedgerReference> ReadReferencesAsync(CancellationToken cancellationToken = default) => inner.ReadReferencesAsync(cancellationToken);

    public virtual ValueTask<LedgerReference?> FindReferenceAsync(PayloadHash payload, CancellationToken cancellationToken = default) => inner.FindReferenceAsync(payload, cancellationToken);

    public virtual ValueTask DisposeAsync() => inner.DisposeAsync();
}
