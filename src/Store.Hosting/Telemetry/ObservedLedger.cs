using System.Runtime.CompilerServices;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Hosting.Telemetry;

/// <summary>A ledger that is opened once, when it is asked for first, and whose operations are traced and measured. It owns the one inside.</summary>
internal sealed class ObservedLedger(Func<CancellationToken, Task<ILedger>> open) : ILedger
{
    private readonly SemaphoreSlim _opening = new(1);
    private ILedger? _inner;
    private bool _isClosed;

    /// <summary>Opens the ledger where it is not yet. What throws may be tried again.</summary>
    public async ValueTask<ILedger> OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _inner) is { } opened)
            return opened;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(ILedger));
            return _inner ??= await open(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            _isClosed = true;
            if (_inner is not null)
                await _inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    public ValueTask<LedgerRun> StartRunAsync(NewRun run, CancellationToken cancellationToken = default) =>
        RunAsync("start_run", ledger => ledger.StartRunAsync(run, cancellationToken), cancellationToken);

    public ValueTask<LedgerRun> ResumeRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        RunAsync("resume_run", ledger => ledger.ResumeRunAsync(run, cancellationToken), cancellationToken);

    public async ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default) =>
        await RunAsync("end_run", async ledger =>
        {
            await ledger.EndRunAsync(run, status, cancellationToken).ConfigureAwait(false);
            return status;
        }, cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> IsHeldAsync(RunId run, CancellationToken cancellationToken = default) =>
        RunAsync("is_held", ledger => ledger.IsHeldAsync(run, cancellationToken), cancellationToken);

    public ValueTask<LedgerSource> AddSourceAsync(RunId run, string name, CancellationToken cancellationToken = default) =>
        RunAsync("add_source", ledger => ledger.AddSourceAsync(run, name, cancellationToken), cancellationToken);

    public ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default) =>
        RunAsync("create_row", ledger => ledger.CreateRowAsync(source, index, payload, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default) =>
        RunAsync("record", ledger => ledger.RecordAsync(run, batch, cancellationToken), cancellationToken);

    public ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        RunAsync("read_run", ledger => ledger.ReadRunAsync(run, cancellationToken), cancellationToken);

    public ValueTask<RunSummary> SummarizeRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        RunAsync("summarize_run", ledger => ledger.SummarizeRunAsync(run, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<LedgerSource>> ReadSourcesAsync(RunId run, CancellationToken cancellationToken = default) =>
        RunAsync("read_sources", ledger => ledger.ReadSourcesAsync(run, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, string>> ReadCheckpointsAsync(RunId run, CancellationToken cancellationToken = default) =>
        RunAsync("read_checkpoints", ledger => ledger.ReadCheckpointsAsync(run, cancellationToken), cancellationToken);

    public ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default) =>
        RunAsync("explain", ledger => ledger.ExplainAsync(row, cancellationToken), cancellationToken);

    public ValueTask<PurgeReport> PurgeAsync(RetentionPolicy policy, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync("purge", ledger => ledger.PurgeAsync(policy, progress, cancellationToken), cancellationToken);

    public ValueTask<LedgerReference?> FindReferenceAsync(Hashing.PayloadHash payload, CancellationToken cancellationToken = default) =>
        RunAsync("find_reference", ledger => ledger.FindReferenceAsync(payload, cancellationToken), cancellationToken);

    // How long what follows takes is up to whoever reads it.
    public IAsyncEnumerable<LedgerRun> ReadRunsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(ledger => ledger.ReadRunsAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default) =>
        ReadAsync(ledger => ledger.ReadRowsAsync(run, cancellationToken), cancellationToken);

    public IAsyncEnumerable<LedgerRow> ReadPendingRowsAsync(RunId run, string node, CancellationToken cancellationToken = default) =>
        ReadAsync(ledger => ledger.ReadPendingRowsAsync(run, node, cancellationToken), cancellationToken);

    public IAsyncEnumerable<NodeOutcome> ReadOutcomesAsync(RunId run, CancellationToken cancellationToken = default) =>
        ReadAsync(ledger => ledger.ReadOutcomesAsync(run, cancellationToken), cancellationToken);

    public IAsyncEnumerable<RetentionEntry> ReadRetentionLogAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(ledger => ledger.ReadRetentionLogAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<LedgerReference> ReadReferencesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(ledger => ledger.ReadReferencesAsync(cancellationToken), cancellationToken);

    private ValueTask<T> RunAsync<T>(string operation, Func<ILedger, ValueTask<T>> work, CancellationToken cancellationToken) =>
        Observation.OfLedger.RunAsync(operation, async () => await work(await OpenAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false));

    private async IAsyncEnumerable<T> ReadAsync<T>(Func<ILedger, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in read(await OpenAsync(cancellationToken).ConfigureAwait(false)).WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return item;
    }
}
