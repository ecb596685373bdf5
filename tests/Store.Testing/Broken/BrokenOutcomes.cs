using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class ErrorsAreForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<NodeOutcome> ReadOutcomesAsync(RunId run, CancellationToken cancellationToken = default) =>
        base.ReadOutcomesAsync(run, cancellationToken).Select(outcome => outcome with { Error = null });
}

internal sealed class OnlyAPageIsRead(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<NodeOutcome> ReadOutcomesAsync(RunId run, CancellationToken cancellationToken = default) => base.ReadOutcomesAsync(run, cancellationToken).Take(1000);
}

internal sealed class RefusedOutcomesPass(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.RecordAsync(run, batch, cancellationToken);
        }
        catch (Exception exception) when (exception is OutcomeExistsException or RowNotFoundException)
        {
            return [];
        }
    }
}

internal sealed class EverythingIsLeftToDo(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<LedgerRow> ReadPendingRowsAsync(RunId run, string node, CancellationToken cancellationToken = default) => base.ReadRowsAsync(run, cancellationToken);
}

internal sealed class NodesAreNotSummedUp(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<RunSummary> SummarizeRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        await base.SummarizeRunAsync(run, cancellationToken) with { Nodes = [] };
}

internal sealed class OutcomesAreNotExplained(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default) =>
        await base.ExplainAsync(row, cancellationToken) with { Outcomes = [] };
}

internal sealed class EveryRowIsTheFirst(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default) => base.ExplainAsync(new RowId(1), cancellationToken);
}
