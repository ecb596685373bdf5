using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger.Sql;

/// <summary>Follows a row's way. Each look-up is one in an index.</summary>
internal sealed class Explaining(SqlSession session, PayloadStore payloads, CancellationToken cancellationToken)
{
    /// <exception cref="RowNotFoundException">No such row is recorded.</exception>
    public async ValueTask<RowExplanation> RunAsync(RowId id)
    {
        var row = await RowStatements.FindAsync(session, id, cancellationToken).ConfigureAwait(false) ?? throw new RowNotFoundException(id);
        var run = (await RunStatements.FindAsync(session, row.Run, cancellationToken).ConfigureAwait(false))!;
        var sources = await RunStatements.ListSourcesAsync(session, row.Run, cancellationToken).ConfigureAwait(false);
        var outcomes = new List<ExplainedOutcome>();
        foreach (var outcome in await OutcomeStatements.ListAsync(session, row, cancellationToken).ConfigureAwait(false))
        {
            var output = outcome.Output is { } hash ? await TraceAsync(run, hash, outcome.OutputLength!.Value).ConfigureAwait(false) : null;
            outcomes.Add(new ExplainedOutcome(outcome, output));
        }
        return new RowExplanation(run, sources[row.Source.Number], row, await TraceAsync(run, row.Payload, row.PayloadLength).ConfigureAwait(false), outcomes);
    }

    // What is purged is purged for the age of its run, and a run that has not ended has none.
    private async ValueTask<PayloadTrace> TraceAsync(LedgerRun run, PayloadHash hash, long length)
    {
        var entry = run.EndedAt is { } endedAt ? await RetentionStatements.FindAsync(session, hash, endedAt, cancellationToken).ConfigureAwait(false) : null;
        return new PayloadTrace(payloads, hash, length, entry);
    }
}
