using Guarded.Store.Ledger;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task A_batch_holds_rows_what_became_of_them_and_how_far_the_run_is()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var rows = await ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [new NewRow(run.Id, 5, await StoreAsync("five")), new NewRow(run.Id, 2, await StoreAsync("two"))],
            Outcomes = [NewOutcome.Skipped(run.Id, 2, Node)],
            Checkpoints = new Dictionary<string, string> { ["line"] = "6" },
        });
        Assert.Equal([5, 2], rows.Select(row => row.Index));
        ledger = await ReopenAsync(ledger);
        Assert.Equal([2, 5], await ledger.ReadRowsAsync(run.Id).Select(row => row.Index).ToListAsync());
        Assert.Equal(2, Assert.Single(await ledger.ReadOutcomesAsync(run.Id).ToListAsync()).Index);
        Assert.Equal("6", (await ledger.ReadCheckpointsAsync(run.Id))["line"]);
    }

    [SkippableFact]
    public async Task A_batch_of_which_one_thing_is_refused_records_nothing()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var first = Assert.Single(await RecordAsync(ledger, run.Id, rows: 1));
        await ThrowsAsync<RowExistsException, IReadOnlyList<LedgerRow>>(ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [new NewRow(run.Id, 1, await StoreAsync("new")), new NewRow(run.Id, 0, await StoreAsync("again"))],
        }));
        await ThrowsAsync<RowNotFoundException, IReadOnlyList<LedgerRow>>(ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [new NewRow(run.Id, 1, await StoreAsync("new"))],
            Outcomes = [NewOutcome.Skipped(run.Id, 1, Node), NewOutcome.Skipped(run.Id, 2, Node)],
            Checkpoints = new Dictionary<string, string> { ["line"] = "2" },
        }));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(first, Assert.Single(await ledger.ReadRowsAsync(run.Id).ToListAsync()));
        Assert.Empty(await ledger.ReadOutcomesAsync(run.Id).ToListAsync());
        Assert.Empty(await ledger.ReadCheckpointsAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_batch_is_of_one_run()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("one");
        var other = await ledger.StartRunAsync("two");
        await ThrowsAsync<ArgumentException, IReadOnlyList<LedgerRow>>(RecordTwoAsync());
        Assert.Empty(await ledger.ReadRowsAsync(run.Id).ToListAsync());
        Assert.Empty(await ledger.ReadRowsAsync(other.Id).ToListAsync());

        async ValueTask<IReadOnlyList<LedgerRow>> RecordTwoAsync() => await ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [new NewRow(run.Id, 0, await StoreAsync("one")), new NewRow(other.Id, 0, await StoreAsync("two"))],
        });
    }

    [SkippableFact]
    public async Task A_call_that_is_refused_leaves_those_beside_it_alone()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("the same for all");
        // Two calls for each index, all waiting at once: one of each two is recorded.
        var calls = Enumerable.Range(0, 200).Select(at => Task.Run(async () => await ledger.CreateRowAsync(run.Id, at / 2, payload))).ToList();
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.All(calls.Where(call => !call.IsCompletedSuccessfully), call => Assert.IsType<RowExistsException>(call.Exception!.InnerException));
        var recorded = calls.Where(call => call.IsCompletedSuccessfully).Select(call => call.Result).OrderBy(row => row.Index).ToList();
        ledger = await ReopenAsync(ledger);
        Assert.Equal(Enumerable.Range(0, 100), recorded.Select(row => (int)row.Index));
        Assert.Equal(recorded, await ledger.ReadRowsAsync(run.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task What_the_database_refuses_by_itself_leaves_the_calls_beside_it_alone()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("the same for all");
        // No database takes a checkpoint without a name, and the ledger leaves that to it.
        var calls = Enumerable.Range(0, 50).Select(at => Task.Run(async () =>
        {
            if (at % 10 == 5)
                await ledger.SetCheckpointAsync(run.Id, "", "nameless");
            else
                await ledger.CreateRowAsync(run.Id, at, payload);
        })).ToList();
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.All(calls.Where((_, at) => at % 10 == 5), call => Assert.IsType<LedgerException>(call.Exception!.InnerException));
        Assert.All(calls.Where((_, at) => at % 10 != 5), call => Assert.True(call.IsCompletedSuccessfully, call.Exception?.Message));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(45, await ledger.ReadRowsAsync(run.Id).CountAsync());
        Assert.Empty(await ledger.ReadCheckpointsAsync(run.Id));
    }

    [SkippableFact]
    public async Task Rows_are_recorded_as_they_come_and_given_back_when_they_are_durable()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("the same for all");
        await using var reader = await OpenLedgerAsync();
        var given = 0;
        await foreach (var row in ledger.CreateRowsAsync(run.Id, NewRows(2500).ToAsyncEnumerable()))
        {
            Assert.Equal(given++, row.Index);
            if (given % 1000 == 1)
                Assert.True(await reader.ReadRowsAsync(run.Id).CountAsync() >= given);
        }
        Assert.Equal(2500, given);
        Assert.Equal(2500, (await reader.SummarizeRunAsync(run.Id)).Rows);

        IEnumerable<NewRow> NewRows(int rows) => Enumerable.Range(0, rows).Select(index => new NewRow(run.Id, index, payload));
    }

    [SkippableFact]
    public async Task A_cancelled_call_has_recorded_nothing()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("the same for all");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ledger.StartRunAsync("late", new CancellationToken(canceled: true)));
        using var cancelled = new CancellationTokenSource();
        // Each other call is cancelled while they wait; whatever comes first, the answer is the truth.
        var calls = Enumerable.Range(0, 100).Select(index => Task.Run(async () => await ledger.CreateRowAsync(run.Id, index, payload, index % 2 == 0 ? cancelled.Token : default))).ToList();
        await calls[1];
        await cancelled.CancelAsync();
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.All(calls.Where((_, index) => index % 2 == 1), call => Assert.True(call.IsCompletedSuccessfully));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(
            calls.Where(call => call.IsCompletedSuccessfully).Select(call => call.Result.Index),
            await ledger.ReadRowsAsync(run.Id).Select(row => row.Index).ToListAsync());
        Assert.Single(await ledger.ReadRunsAsync().ToListAsync());
    }

    [SkippableFact]
    public async Task A_closed_ledger_says_so_to_whoever_comes_late()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await ledger.DisposeAsync();
        await ledger.DisposeAsync();
        await ThrowsAsync<ObjectDisposedException, LedgerRun>(ledger.StartRunAsync("late"));
        await ThrowsAsync<ObjectDisposedException, LedgerRun>(ledger.ReadRunAsync(run.Id));
    }

    [SkippableFact]
    public async Task Ledgers_record_runs_of_their_own_side_by_side()
    {
        var payload = await StoreAsync("the same for all");
        ILedger[] ledgers = [await OpenLedgerAsync(), await OpenLedgerAsync(), await OpenLedgerAsync()];
        var runs = await Task.WhenAll(ledgers.Select(ledger => Task.Run(async () =>
        {
            var run = await ledger.StartRunAsync("airports.csv");
            await Task.WhenAll(Enumerable.Range(0, 50).Select(async index => await ledger.CreateRowAsync(run.Id, index, payload)));
            return run;
        })));
        foreach (var run in runs)
            Assert.Equal(50, await ledgers[0].ReadRowsAsync(run.Id).CountAsync());
    }

    [SkippableFact]
    public async Task A_ledger_whose_connections_are_cut_tells_the_truth_and_works_again()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("the same for all");
        await ledger.CreateRowAsync(run.Id, 0, payload);
        var calls = Enumerable.Range(1, 200).Select(index => Task.Run(async () => await ledger.CreateRowAsync(run.Id, index, payload))).ToList();
        Skip.IfNot(await TryCutConnectionsAsync(), "This ledger's connections cannot be cut.");
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The hold on the run may have gone with its connection; a new instance takes the run up.
        ledger = await ReopenAsync(ledger);
        await ledger.ResumeRunAsync(run.Id);
        var recorded = await ledger.ReadRowsAsync(run.Id).Select(row => row.Index).ToHashSetAsync();
        foreach (var (call, index) in calls.Select((call, at) => (call, (long)at + 1)))
        {
            if (call.IsCompletedSuccessfully)
                Assert.Contains(index, recorded);
            else if (!Assert.IsType<LedgerException>(call.Exception!.InnerException, exactMatch: false).MayBeRecorded)
                Assert.DoesNotContain(index, recorded);
        }
        await ledger.CreateRowAsync(run.Id, 500, payload);
    }
}
