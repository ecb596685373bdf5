using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger.Sql;

/// <summary>A batch on its way into the ledger.</summary>
internal sealed class BatchRecording
{
    private readonly RunId _run;
    private readonly LedgerBatch _batch;
    private readonly StoredPayloads _stored;
    private readonly PayloadReference[] _payloads;

    public BatchRecording(RunId run, LedgerBatch batch, StoredPayloads stored)
    {
        (_run, _batch, _stored) = (run, batch, stored);
        foreach (var source in batch.Rows.Select(row => row.Source).Concat(batch.Outcomes.Select(outcome => outcome.Source)))
            if (source.Run != run)
                throw new ArgumentException($"A batch for run {run} holds something of run {source.Run}. Nothing was recorded. Record each run's by itself.", nameof(batch));
        foreach (var (name, value) in batch.Checkpoints)
            (_, _) = (LedgerText.Whole(name), LedgerText.Whole(value));
        _payloads = [.. batch.Rows.Select(row => row.Payload).Concat(batch.Outcomes.Select(outcome => outcome.Output).OfType<PayloadReference>()).Distinct()];
        Weight = batch.Rows.Count + batch.Outcomes.Count + batch.Checkpoints.Count;
    }

    public int Weight { get; }

    public async ValueTask<IReadOnlyList<LedgerRow>> RunAsync(GroupCommit writes, CancellationToken cancellationToken)
    {
        var settled = await _stored.RequireAsync(_payloads, cancellationToken).ConfigureAwait(false);
        return await writes.RunAsync(Weight, transaction => RecordAsync(transaction, settled), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(LedgerTransaction transaction, long settled)
    {
        var hold = await transaction.RequireHeldAsync(_run).ConfigureAwait(false);
        await _stored.RequireStillAsync(_payloads, settled, transaction).ConfigureAwait(false);
        var rows = new List<LedgerRow>(_batch.Rows.Count);
        foreach (var row in _batch.Rows)
        {
            await RequireSourceAsync(transaction.Session, hold, row.Source).ConfigureAwait(false);
            rows.Add(await RowStatements.InsertAsync(transaction.Session, row, transaction.Now).ConfigureAwait(false));
        }
        for (var place = 0; place < _batch.Outcomes.Count; place++)
            await OutcomeStatements.InsertAsync(transaction.Session, _batch.Outcomes[place], place, transaction.Now).ConfigureAwait(false);
        foreach (var (name, value) in _batch.Checkpoints)
            await CheckpointStatements.SetAsync(transaction.Session, _run, name, value, transaction.Now).ConfigureAwait(false);
        return rows;
    }

    private static async ValueTask RequireSourceAsync(SqlSession session, HeldRun hold, SourceId source)
    {
        if (source.Number >= hold.KnownSources)
            hold.KnownSources = await RunStatements.CountSourcesAsync(session, source.Run).ConfigureAwait(false);
        if (source.Number < 0 || source.Number >= hold.KnownSources)
            throw new SourceNotFoundException(source);
    }
}
