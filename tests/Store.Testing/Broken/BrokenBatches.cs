using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class CheckpointsAreForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default) =>
        base.RecordAsync(run, batch with { Checkpoints = new Dictionary<string, string>() }, cancellationToken);
}

internal sealed class FirstCheckpointsStay(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default)
    {
        var there = await base.ReadCheckpointsAsync(run, cancellationToken);
        return await base.RecordAsync(run, batch with { Checkpoints = batch.Checkpoints.Where(checkpoint => !there.ContainsKey(checkpoint.Key)).ToDictionary() }, cancellationToken);
    }
}

internal sealed class BatchesAreTakenApart(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default)
    {
        var rows = new List<LedgerRow>();
        foreach (var row in batch.Rows)
            rows.AddRange(await base.RecordAsync(row.Source.Run, new LedgerBatch { Rows = [row] }, cancellationToken));
        foreach (var outcome in batch.Outcomes)
            await base.RecordAsync(outcome.Source.Run, new LedgerBatch { Outcomes = [outcome] }, cancellationToken);
        await base.RecordAsync(run, new LedgerBatch { Checkpoints = batch.Checkpoints }, cancellationToken);
        return rows;
    }
}

internal sealed class LastRowsAreLost(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default)
    {
        if (batch.Rows.Count < 2)
            return await base.RecordAsync(run, batch, cancellationToken);
        var rows = await base.RecordAsync(run, batch with { Rows = [.. batch.Rows.SkipLast(1)] }, cancellationToken);
        return [.. rows, rows[^1] with { Index = batch.Rows[^1].Index }];
    }
}
