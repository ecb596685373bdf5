using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task Outcomes_are_read_back_in_the_order_of_row_node_and_attempt()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 2);
        var output = await StoreAsync("normalised");
        await ledger.RecordOutcomeAsync(NewOutcome.Skipped(run.Id, 1, "b"));
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 0, "b", output) with { Attempt = 2, Duration = TimeSpan.FromMicroseconds(1500) });
        await ledger.RecordOutcomeAsync(NewOutcome.Failed(run.Id, 0, "b", "no such code"));
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 0, "Z", output: null));
        ledger = await ReopenAsync(ledger);
        SourceId source = run.Id;
        Assert.Equal(
        [
            new NodeOutcome(source, 0, "Z", 1, OutcomeStatus.Succeeded) { RecordedAt = Clock.GetUtcNow() },
            new NodeOutcome(source, 0, "b", 1, OutcomeStatus.Failed) { Error = "no such code", RecordedAt = Clock.GetUtcNow() },
            new NodeOutcome(source, 0, "b", 2, OutcomeStatus.Succeeded)
            {
                Output = output.Hash, OutputLength = output.Length, Duration = TimeSpan.FromMicroseconds(1500), RecordedAt = Clock.GetUtcNow(),
            },
            new NodeOutcome(source, 1, "b", 1, OutcomeStatus.Skipped) { RecordedAt = Clock.GetUtcNow() },
        ], await ledger.ReadOutcomesAsync(run.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task Many_outcomes_are_read_page_by_page()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("the same for all");
        await ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [.. Enumerable.Range(0, 1100).Select(index => new NewRow(run.Id, index, payload))],
            Outcomes = [.. Enumerable.Range(0, 2200).Select(at => NewOutcome.Skipped(run.Id, at / 2, at % 2 == 0 ? "a" : "b"))],
        });
        ledger = await ReopenAsync(ledger);
        Assert.Equal(
            Enumerable.Range(0, 2200).Select(at => ((long)at / 2, at % 2 == 0 ? "a" : "b")),
            await ledger.ReadOutcomesAsync(run.Id).Select(outcome => (outcome.Index, outcome.Node)).ToListAsync());
    }

    [SkippableFact]
    public async Task An_attempt_is_recorded_once_and_its_first_outcome_stays()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 1);
        await ledger.RecordOutcomeAsync(NewOutcome.Failed(run.Id, 0, Node, "first"));
        var again = NewOutcome.Failed(run.Id, 0, Node, "second");
        Assert.Equal(again, (await ThrowsAsync<OutcomeExistsException>(ledger.RecordOutcomeAsync(again))).Outcome);
        await ledger.RecordOutcomeAsync(again with { Attempt = 2 });
        Assert.Equal(["first", "second"], await ledger.ReadOutcomesAsync(run.Id).Select(outcome => outcome.Error).ToListAsync());
    }

    [SkippableFact]
    public async Task An_outcome_needs_its_row_and_an_output_its_payload()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var other = await ledger.StartRunAsync("another run");
        await RecordAsync(ledger, other.Id, rows: 1);
        await ThrowsAsync<RowNotFoundException>(ledger.RecordOutcomeAsync(NewOutcome.Skipped(run.Id, 0, Node)));
        await RecordAsync(ledger, run.Id, rows: 1);
        var foreign = await new PayloadStore(new MemoryObjectStore()).StoreAsync("elsewhere"u8.ToArray());
        await ThrowsAsync<PayloadNotFoundException>(ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 0, Node, foreign)));
        Assert.Empty(await ledger.ReadOutcomesAsync(run.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task What_a_node_has_left_to_do_is_neither_done_nor_skipped()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 6);
        await ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Outcomes =
            [
                NewOutcome.Succeeded(run.Id, 0, Node, output: null),
                NewOutcome.Failed(run.Id, 1, Node, "first"),
                NewOutcome.Skipped(run.Id, 2, Node),
                NewOutcome.Failed(run.Id, 3, Node, "first"),
                NewOutcome.Succeeded(run.Id, 3, Node, output: null) with { Attempt = 2 },
                NewOutcome.Succeeded(run.Id, 4, "another node", output: null),
            ],
        });
        ledger = await ReopenAsync(ledger);
        Assert.Equal([1, 4, 5], await ledger.ReadPendingRowsAsync(run.Id, Node).Select(row => row.Index).ToListAsync());
        Assert.Equal([0, 1, 2, 3, 5], await ledger.ReadPendingRowsAsync(run.Id, "another node").Select(row => row.Index).ToListAsync());
    }

    [SkippableFact]
    public async Task A_run_is_summed_up_node_by_node()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var empty = await ledger.StartRunAsync("nothing");
        await RecordAsync(ledger, run.Id, rows: 3);
        await ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Outcomes =
            [
                NewOutcome.Failed(run.Id, 0, "b", "first"), NewOutcome.Succeeded(run.Id, 0, "b", output: null) with { Attempt = 2 },
                NewOutcome.Skipped(run.Id, 1, "b"), NewOutcome.Succeeded(run.Id, 0, "B", output: null),
            ],
        });
        ledger = await ReopenAsync(ledger);
        var summary = await ledger.SummarizeRunAsync(run.Id);
        Assert.Equal(3, summary.Rows);
        Assert.Equal([new NodeSummary("B", 1, 0, 0), new NodeSummary("b", 1, 1, 1)], summary.Nodes);
        Assert.Empty((await ledger.SummarizeRunAsync(empty.Id)).Nodes);
    }

    [SkippableFact]
    public async Task Of_a_checkpoint_the_last_value_stays_and_each_run_has_its_own()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("one");
        var other = await ledger.StartRunAsync("two");
        await ledger.SetCheckpointAsync(run.Id, "line", "100");
        await ledger.SetCheckpointAsync(run.Id, "output", "");
        await ledger.SetCheckpointAsync(run.Id, "line", "200");
        await ledger.SetCheckpointAsync(other.Id, "line", "7");
        ledger = await ReopenAsync(ledger);
        Assert.Equal([KeyValuePair.Create("line", "200"), KeyValuePair.Create("output", "")], (await ledger.ReadCheckpointsAsync(run.Id)).OrderBy(checkpoint => checkpoint.Key, StringComparer.Ordinal));
        Assert.Equal("7", Assert.Single(await ledger.ReadCheckpointsAsync(other.Id)).Value);
    }
}
