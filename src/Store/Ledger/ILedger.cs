using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger;

/// <summary>
/// The audit ledger: which run recorded which row, from which bytes, and what became of it. What a call recorded survives
/// power loss when it returns. Safe for concurrent use, by several processes too; calls that wait at the same time share a
/// commit.
/// </summary>
/// <remarks>
/// A run is held by the ledger that started or resumed it, until it ends, that ledger is closed, or its process is gone;
/// only its holder records anything of it. A call that records and is cancelled has recorded nothing: once its transaction
/// is under way it goes through.
/// </remarks>
[StorageDependency]
public interface ILedger : IAsyncDisposable
{
    /// <summary>Begins a run, which this ledger holds then.</summary>
    /// <param name="run">What to record of it.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    ValueTask<LedgerRun> StartRunAsync(NewRun run, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a run up again whose process is gone, or which failed; this ledger holds it then. What it recorded is there to
    /// be read; whoever held it before records nothing more of it.
    /// </summary>
    /// <param name="run">A run that is <see cref="RunStatus.Running"/> or <see cref="RunStatus.Failed"/>.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunEndedException">It is completed.</exception>
    /// <exception cref="RunHeldException">Somebody is at work on it, perhaps this ledger.</exception>
    ValueTask<LedgerRun> ResumeRunAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Ends a run that this ledger holds.</summary>
    /// <param name="run">The run, which has not ended.</param>
    /// <param name="status"><see cref="RunStatus.Completed"/> or <see cref="RunStatus.Failed"/>.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunEndedException">It has ended.</exception>
    /// <exception cref="RunHeldException">It is another's.</exception>
    ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default);

    /// <summary>Whether somebody is at work on a run: its process is alive and has the ledger open. False for a run that was killed, or has ended.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    ValueTask<bool> IsHeldAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Adds a source to a run, or finds the one of this name, so that a resumed run may ask again.</summary>
    /// <param name="run">The run, which this ledger holds.</param>
    /// <param name="name">What the caller calls the source.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunEndedException">It has ended.</exception>
    /// <exception cref="RunHeldException">It is another's.</exception>
    ValueTask<LedgerSource> AddSourceAsync(RunId run, string name, CancellationToken cancellationToken = default);

    /// <summary>Records a row. Its raw bytes are stored first: only the store makes the reference that this asks for.</summary>
    /// <param name="source">Where the row comes from, of a run that this ledger holds; a run's id stands for the run's first source.</param>
    /// <param name="index">The row's place in that source, from 0; once a source.</param>
    /// <param name="payload">Its raw bytes, stored.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <inheritdoc cref="RecordAsync"/>
    ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default);

    /// <summary>Records rows, outcomes and checkpoints of a run together: all of them, or nothing. The batch is held in memory.</summary>
    /// <param name="run">The run, which this ledger holds.</param>
    /// <param name="batch">What is recorded.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <returns>The rows, in the order of the batch.</returns>
    /// <exception cref="ArgumentException">Something in the batch belongs to another run.</exception>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunEndedException">It has ended.</exception>
    /// <exception cref="RunHeldException">It is another's.</exception>
    /// <exception cref="SourceNotFoundException">The run has no such source.</exception>
    /// <exception cref="RowExistsException">The source has a row of this index.</exception>
    /// <exception cref="RowNotFoundException">There is no row for an outcome.</exception>
    /// <exception cref="OutcomeExistsException">This attempt of the node at the row was recorded.</exception>
    /// <exception cref="PayloadNotFoundException">A payload is not in the store that this ledger refers to, or a purge took it since it was stored. Store its bytes again and record what that returns.</exception>
    /// <exception cref="PayloadDamagedException">A payload is in that store, but with another length. Store its bytes again.</exception>
    /// <exception cref="LedgerBusyException">Others kept the ledger for too long.</exception>
    /// <exception cref="LedgerUnavailableException">The database is full, may not be written, or went away.</exception>
    ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default);

    /// <summary>All runs, the first one first.</summary>
    IAsyncEnumerable<LedgerRun> ReadRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>One run.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>A run in numbers. Reads the whole of the run in the ledger's index.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    ValueTask<RunSummary> SummarizeRunAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>A run's sources in the order of their numbers.</summary>
    ValueTask<IReadOnlyList<LedgerSource>> ReadSourcesAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>How far a run has come: the last value under each name.</summary>
    ValueTask<IReadOnlyDictionary<string, string>> ReadCheckpointsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>A run's rows in the order of source and index, read as they are asked for.</summary>
    IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>A run's rows that a node has neither succeeded with nor skipped: what a resumed run has left to do there. In the order of source and index, read as they are asked for.</summary>
    IAsyncEnumerable<LedgerRow> ReadPendingRowsAsync(RunId run, string node, CancellationToken cancellationToken = default);

    /// <summary>What became of a run's rows, in the order of source, index, node and attempt, read as they are asked for.</summary>
    IAsyncEnumerable<NodeOutcome> ReadOutcomesAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Traces a row back to its raw bytes and on to each output, whether these are still there or were purged.</summary>
    /// <exception cref="RowNotFoundException">No such row is recorded.</exception>
    ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the payloads of runs that ended longer ago than a policy keeps them, but for those that a younger run
    /// refers to; the rows stay, and the retention log says what went. A run that has not ended keeps everything.
    /// </summary>
    /// <remarks>
    /// Killed at any point, the next purge finishes what this one began. Writers may be at work: a payload that goes
    /// between being stored and being recorded makes <see cref="RecordAsync"/> throw, and never leaves a row without its
    /// bytes. They wait while a page of payloads (at most 100) is removed.
    /// </remarks>
    /// <param name="policy">What is kept.</param>
    /// <param name="progress">Told what was done so far, after each page.</param>
    /// <param name="cancellationToken">Ends the purge between two pages. What is removed by then is in the log.</param>
    /// <exception cref="IOException">The store could not remove a payload. The next purge tries again.</exception>
    ValueTask<PurgeReport> PurgeAsync(RetentionPolicy policy, IProgress<PurgeReport>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Everything that purges removed, and what they have decided to remove, the first one first.</summary>
    IAsyncEnumerable<RetentionEntry> ReadRetentionLogAsync(CancellationToken cancellationToken = default);

    /// <summary>Every payload that has to be in the store because a row or an output refers to it and no purge took it, once for each length recorded, in the order of the hashes.</summary>
    IAsyncEnumerable<LedgerReference> ReadReferencesAsync(CancellationToken cancellationToken = default);

    /// <summary>A row or an output that a payload has to be in the store for, or null where nothing refers to it any more.</summary>
    ValueTask<LedgerReference?> FindReferenceAsync(PayloadHash payload, CancellationToken cancellationToken = default);
}
