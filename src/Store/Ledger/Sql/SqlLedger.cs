using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger.Sql;

/// <summary>The ledger in a SQL database. A backend derives from it, and says by a <see cref="LedgerDatabase"/> what is special to its database.</summary>
public abstract class SqlLedger : ILedger
{
    private readonly LedgerDatabase _database;
    private readonly PayloadStore _payloads;
    private readonly TimeProvider _time;
    private readonly Connections _reads;
    private readonly GroupCommit _writes;
    private readonly HeldRuns _held = new();
    private readonly StoredPayloads _stored;

    /// <summary>Keeps a ledger in a database whose tables are there.</summary>
    /// <param name="database">Closed with the ledger.</param>
    /// <param name="payloads">Where the rows' raw bytes and the outputs are.</param>
    /// <param name="time">The clock behind the times that are recorded.</param>
    protected SqlLedger(LedgerDatabase database, PayloadStore payloads, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(payloads);
        ArgumentNullException.ThrowIfNull(time);
        _database = database;
        _payloads = payloads;
        _time = time;
        _reads = new Connections(database);
        _stored = new StoredPayloads(payloads);
        _writes = new GroupCommit(database, session => new LedgerTransaction(session, database, _held, time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerRun> StartRunAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        var started = await _writes.RunAsync(1, async transaction =>
        {
            var id = await RunStatements.InsertAsync(transaction.Session, run, RunHolder.Current, transaction.Now).ConfigureAwait(false);
            return await RunStatements.FindAsync(transaction.Session, id, CancellationToken.None).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        // Between the commit and the claim another may resume it; the run's session then shows it.
        _held.Add(started!.Id, new HeldRun(started.Session, await ClaimAsync(started).ConfigureAwait(false)));
        return started;
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerRun> ResumeRunAsync(RunId run, CancellationToken cancellationToken = default)
    {
        var seen = await ReadRunAsync(run, cancellationToken).ConfigureAwait(false);
        if (seen.Status == RunStatus.Completed)
            throw new RunEndedException(run, seen.Status);
        var claim = await ClaimAsync(seen).ConfigureAwait(false);
        try
        {
            var resumed = await _writes.RunAsync(1, async transaction =>
            {
                if (!await RunStatements.TryResumeAsync(transaction.Session, run, seen.Session, RunHolder.Current).ConfigureAwait(false))
                    throw new RunHeldException(run, seen.Holder, "Another process resumed or ended it at the same moment. Look at it again.");
                transaction.Recheck(run);
                return await RunStatements.FindAsync(transaction.Session, run, CancellationToken.None).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            _held.Add(run, new HeldRun(resumed!.Session, claim));
            return resumed;
        }
        catch
        {
            await claim.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default)
    {
        if (status is not (RunStatus.Completed or RunStatus.Failed))
            throw new ArgumentOutOfRangeException(nameof(status), status, "A run ends as Completed or as Failed.");
        await _writes.RunAsync(1, async transaction =>
        {
            await transaction.RequireHeldAsync(run).ConfigureAwait(false);
            await RunStatements.EndAsync(transaction.Session, run, status, transaction.Now).ConfigureAwait(false);
            transaction.Recheck(run);
            return run;
        }, cancellationToken).ConfigureAwait(false);
        await _held.ForgetAsync(run).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> IsHeldAsync(RunId run, CancellationToken cancellationToken = default)
    {
        if ((await ReadRunAsync(run, cancellationToken).ConfigureAwait(false)).Status != RunStatus.Running)
            return false;
        return _held.Holds(run) || await _database.IsClaimedAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerSource> AddSourceAsync(RunId run, string name, CancellationToken cancellationToken = default)
    {
        LedgerText.Require(name);
        return await _writes.RunAsync(1, async transaction =>
        {
            await transaction.RequireHeldAsync(run).ConfigureAwait(false);
            return await RunStatements.AddSourceAsync(transaction.Session, run, name).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default) =>
        (await RecordAsync(source.Run, new LedgerBatch { Rows = [new NewRow(source, index, payload)] }, cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new BatchRecording(run, batch, _stored).RunAsync(_writes, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRun> ReadRunsAsync(CancellationToken cancellationToken = default) =>
        _reads.ReadPagesAsync<LedgerRun>((session, last, token) => RunStatements.ListAsync(session, last?.Id ?? default, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        await _reads.ReadAsync(session => RunStatements.FindAsync(session, run, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? throw new RunNotFoundException(run);

    /// <inheritdoc/>
    public async ValueTask<RunSummary> SummarizeRunAsync(RunId run, CancellationToken cancellationToken = default)
    {
        await ReadRunAsync(run, cancellationToken).ConfigureAwait(false);
        return await _reads.ReadAsync(async session => new RunSummary(
            await RowStatements.CountAsync(session, run, cancellationToken).ConfigureAwait(false),
            await OutcomeStatements.SummarizeAsync(session, run, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<LedgerSource>> ReadSourcesAsync(RunId run, CancellationToken cancellationToken = default) =>
        await _reads.ReadAsync(session => RunStatements.ListSourcesAsync(session, run, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, string>> ReadCheckpointsAsync(RunId run, CancellationToken cancellationToken = default) =>
        _reads.ReadAsync(session => CheckpointStatements.ReadAsync(session, run, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default) =>
        _reads.ReadPagesAsync<LedgerRow>((session, last, token) => RowStatements.ListAsync(session, run, last, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRow> ReadPendingRowsAsync(RunId run, string node, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(node);
        return _reads.ReadPagesAsync<LedgerRow>((session, last, token) => RowStatements.ListPendingAsync(session, run, last, node, token), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<NodeOutcome> ReadOutcomesAsync(RunId run, CancellationToken cancellationToken = default) =>
        _reads.ReadPagesAsync<NodeOutcome>((session, last, token) => OutcomeStatements.ListAsync(session, run, last, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default) =>
        _reads.ReadAsync(session => new Explaining(session, _payloads, cancellationToken).RunAsync(row), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<PurgeReport> PurgeAsync(RetentionPolicy policy, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return await _reads.WorkAsync(session => new Purge(_database, session, _payloads, policy, _time.GetUtcNow()).RunAsync(progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RetentionEntry> ReadRetentionLogAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var entries = _reads.ReadPagesAsync<NumberedEntry>((session, last, token) => RetentionStatements.ListAsync(session, last?.Id ?? 0, token), cancellationToken);
        await foreach (var entry in entries.ConfigureAwait(false))
            yield return entry.Entry;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerReference> ReadReferencesAsync(CancellationToken cancellationToken = default) => References.MergeAsync(
        _reads.ReadPagesAsync<LedgerReference>(ReferenceStatements.ListRowsAsync, cancellationToken),
        _reads.ReadPagesAsync<LedgerReference>(ReferenceStatements.ListOutputsAsync, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LedgerReference?> FindReferenceAsync(PayloadHash payload, CancellationToken cancellationToken = default) =>
        _reads.ReadAsync(session => ReferenceStatements.FindAsync(session, payload, cancellationToken), cancellationToken);

    /// <summary>Closes the ledger, when what is under way has ended, and lets go of the runs that it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync().ConfigureAwait(false);
        await _reads.DisposeAsync().ConfigureAwait(false);
        await _held.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private async ValueTask<RunClaim> ClaimAsync(LedgerRun run) =>
        (_held.Holds(run.Id) ? null : await _database.TryClaimAsync(run.Id, CancellationToken.None).ConfigureAwait(false))
            ?? throw new RunHeldException(run.Id, run.Holder, "It is at work. Wait until it has ended the run or is gone.");
}
