using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task A_row_shows_its_way_from_its_raw_bytes_to_each_output()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var second = await ledger.AddSourceAsync(run.Id, "more.csv");
        await RecordAsync(ledger, second.Id, rows: 1, from: 1);
        var row = await ledger.CreateRowAsync(second.Id, 0, await StoreAsync("raw, bytes"));
        await ledger.RecordOutcomeAsync(NewOutcome.Failed(second.Id, 0, "split", "too short"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(second.Id, 0, "split", await StoreAsync("raw|bytes")) with { Attempt = 2 });
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ledger.RecordAsync(run.Id, new LedgerBatch { Outcomes = [NewOutcome.Skipped(second.Id, 0, "merge"), NewOutcome.Skipped(second.Id, 0, "count")] });
        ledger = await ReopenAsync(ledger);

        var explained = await ledger.ExplainAsync(row.Id);
        Assert.Equal((run, second, row), (explained.Run, explained.Source, explained.Row));
        Assert.Equal("raw, bytes", await ReadAsync(explained.Raw));
        Assert.Null(explained.Raw.Purged);
        Assert.Equal(
            [("split", OutcomeStatus.Failed), ("split", OutcomeStatus.Succeeded), ("merge", OutcomeStatus.Skipped), ("count", OutcomeStatus.Skipped)],
            explained.Outcomes.Select(outcome => (outcome.Outcome.Node, outcome.Outcome.Status)));
        Assert.Equal("raw|bytes", await ReadAsync(explained.Outcomes[1].Output!));
        Assert.Null(explained.Outcomes[0].Output);
    }

    [SkippableFact]
    public async Task A_row_that_is_not_there_is_named()
    {
        var ledger = await OpenLedgerAsync();
        var missing = new RowId(4711);
        Assert.Equal(missing, (await ThrowsAsync<RowNotFoundException, RowExplanation>(ledger.ExplainAsync(missing))).Row);
    }

    [SkippableFact]
    public async Task A_row_whose_bytes_were_changed_or_lost_is_explained_without_them()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var rows = await RecordAsync(ledger, run.Id, rows: 2);
        await DamageAsync(rows[0].Payload, "war 0 of");
        await Payloads.DeleteAsync(rows[1].Payload);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await ReadAsync((await ledger.ExplainAsync(rows[0].Id)).Raw));
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await ReadAsync((await ledger.ExplainAsync(rows[1].Id)).Raw));
    }

    [SkippableFact]
    public async Task Everything_that_is_referred_to_is_listed_in_the_order_of_the_hashes()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var rows = await RecordAsync(ledger, run.Id, rows: 1200);
        await ledger.RecordAsync(run.Id, new LedgerBatch { Rows = [new NewRow(run.Id, 5000, await StoreAsync("row 0 of 1/0"))] });
        var output = await StoreAsync("an output");
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 7, Node, output));
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 8, Node, await StoreAsync($"row 9 of {run.Id}/0")));
        ledger = await ReopenAsync(ledger);
        var listed = await ledger.ReadReferencesAsync().ToListAsync();
        Assert.Equal(listed.Select(reference => reference.Payload).Order(), listed.Select(reference => reference.Payload));
        Assert.Equal(await Payloads.ListAsync().ToListAsync(), listed.Select(reference => reference.Payload));
        Assert.Equal(new LedgerReference(output.Hash, output.Length, rows[7].Id), Assert.Single(listed, reference => reference.Payload == output.Hash));
        Assert.Equal(new LedgerReference(output.Hash, output.Length, rows[7].Id), await ledger.FindReferenceAsync(output.Hash));
        Assert.Equal(rows[3].Id, (await ledger.FindReferenceAsync(rows[3].Payload))!.Row);
        Assert.Null(await ledger.FindReferenceAsync(PayloadHash.Compute("nobody's"u8)));
    }
}
