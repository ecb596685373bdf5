using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger;

/// <summary>
/// The audit ledger: which run recorded which row, and from which bytes. What a call recorded survives power loss when it
/// returns. Safe for concurrent use, by several processes too.
/// </summary>
[StorageDependency]
public interface ILedger : IAsyncDisposable
{
    /// <summary>Begins a run.</summary>
    /// <param name="source">Where its rows come from, in the caller's words.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    ValueTask<LedgerRun> StartRunAsync(string source, CancellationToken cancellationToken = default);

    /// <summary>Records a row. Its raw bytes are stored first: only the store makes the reference that this asks for.</summary>
    /// <param name="run">The run, which has not ended.</param>
    /// <param name="index">The row's place in the run's source, from 0; once a run.</param>
    /// <param name="payload">Its raw bytes, stored.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <exception cref="LedgerException">There is no such run, it has ended, or it has a row of this index.</exception>
    /// <exception cref="PayloadNotFoundException">The payload is not in the store that this ledger refers to.</exception>
    ValueTask<LedgerRow> CreateRowAsync(RunId run, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default);

    /// <summary>Ends a run.</summary>
    /// <param name="run">The run, which has not ended.</param>
    /// <param name="status"><see cref="RunStatus.Completed"/> or <see cref="RunStatus.Failed"/>.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <exception cref="LedgerException">There is no such run, or it has ended.</exception>
    ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default);

    /// <summary>All runs, the first one first.</summary>
    IAsyncEnumerable<LedgerRun> ReadRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>A run's rows in the order of their index, read as they are asked for.</summary>
    IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default);

    /// <summary>Traces a row back to its raw bytes. Dispose what is returned.</summary>
    /// <exception cref="RowNotFoundException">No such row is recorded.</exception>
    /// <exception cref="PayloadNotFoundException">The row's payload is gone.</exception>
    ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default);
}
