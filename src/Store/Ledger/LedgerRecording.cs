using System.Runtime.CompilerServices;

namespace Guarded.Store.Ledger;

/// <summary>Shorter ways to record, for any ledger.</summary>
public static class LedgerRecording
{
    /// <summary>How many rows <see cref="CreateRowsAsync"/> records in one transaction.</summary>
    public const int RowsATransaction = 1000;

    /// <summary>Begins a run of one source, which this ledger holds then.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="source">Where the run's rows come from, in the caller's words.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    public static ValueTask<LedgerRun> StartRunAsync(this ILedger ledger, string source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.StartRunAsync(new NewRun(source), cancellationToken);
    }

    /// <summary>
    /// Records rows as they come, <see cref="RowsATransaction"/> in a transaction, and gives each back when it is durable;
    /// the next ones are asked for meanwhile. Memory does not grow with their number. Where one is refused, those of the
    /// transactions before it stay recorded, and none of its own or after it is.
    /// </summary>
    /// <param name="ledger">The ledger, which holds the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="rows">Read to their end.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <inheritdoc cref="ILedger.RecordAsync"/>
    public static async IAsyncEnumerable<LedgerRow> CreateRowsAsync(
        this ILedger ledger, RunId run, IAsyncEnumerable<NewRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        Task<IReadOnlyList<LedgerRow>>? recording = null;
        try
        {
            await foreach (var page in rows.Chunk(RowsATransaction).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var row in recording is null ? [] : await recording.ConfigureAwait(false))
                    yield return row;
                recording = ledger.RecordAsync(run, new LedgerBatch { Rows = page }, cancellationToken).AsTask();
            }
            foreach (var row in recording is null ? [] : await recording.ConfigureAwait(false))
                yield return row;
        }
        finally
        {
            if (recording is not null)
                await ((Task)recording).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Records what became of a row at a node.</summary>
    /// <param name="ledger">The ledger, which holds the run.</param>
    /// <param name="outcome">What became of the row.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <inheritdoc cref="ILedger.RecordAsync"/>
    public static async ValueTask RecordOutcomeAsync(this ILedger ledger, NewOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(outcome);
        await ledger.RecordAsync(outcome.Source.Run, new LedgerBatch { Outcomes = [outcome] }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records how far a run has come. What it covers is recorded before, or with it by <see cref="ILedger.RecordAsync"/>.</summary>
    /// <param name="ledger">The ledger, which holds the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">What the caller calls the checkpoint.</param>
    /// <param name="value">Replaces the value that it had.</param>
    /// <param name="cancellationToken">Cancels before anything is recorded.</param>
    /// <inheritdoc cref="ILedger.RecordAsync"/>
    public static async ValueTask SetCheckpointAsync(this ILedger ledger, RunId run, string name, string value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        await ledger.RecordAsync(run, new LedgerBatch { Checkpoints = new Dictionary<string, string> { [name] = value } }, cancellationToken).ConfigureAwait(false);
    }
}
