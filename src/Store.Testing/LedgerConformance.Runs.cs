using Guarded.Store.Ledger;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task A_run_is_read_back_as_it_was_started()
    {
        var ledger = await OpenLedgerAsync();
        var started = await ledger.StartRunAsync(new NewRun("airports.csv") { Settings = """{"limit": 10}""", CodeVersion = "4f0c2d1", StartedBy = "ada" });
        Assert.Equal(("airports.csv", RunStatus.Running, "ada", "4f0c2d1", """{"limit": 10}"""), (started.Source, started.Status, started.StartedBy, started.CodeVersion, started.Settings));
        Assert.Equal((Clock.GetUtcNow(), null, Environment.ProcessId), (started.StartedAt, started.EndedAt, started.Holder.ProcessId));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(started, await ledger.ReadRunAsync(started.Id));
    }

    [SkippableFact]
    public async Task A_run_that_says_little_of_itself_is_read_back_too()
    {
        var ledger = await OpenLedgerAsync();
        var started = await ledger.StartRunAsync(new NewRun("airports.csv"));
        Assert.Null(started.Settings);
        Assert.Null(started.CodeVersion);
        ledger = await ReopenAsync(ledger);
        Assert.Equal(started, await ledger.ReadRunAsync(started.Id));
    }

    [SkippableFact]
    public async Task Runs_are_read_in_the_order_in_which_they_began()
    {
        var ledger = await OpenLedgerAsync();
        Assert.Empty(await ledger.ReadRunsAsync().ToListAsync());
        var runs = new List<LedgerRun>();
        for (var number = 0; number < 120; number++)
            runs.Add(await ledger.StartRunAsync($"source {number}"));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(runs, await ledger.ReadRunsAsync().ToListAsync());
    }

    [SkippableTheory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    public async Task A_run_that_ended_takes_no_more(RunStatus status)
    {
        var ledger = await OpenLedgerAsync();
        var run = (await ledger.StartRunAsync("airports.csv")).Id;
        await RecordAsync(ledger, run, rows: 1);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await ledger.EndRunAsync(run, status);
        var late = await StoreAsync("late");
        foreach (var refused in new[]
        {
            await ThrowsAsync<RunEndedException, LedgerRow>(ledger.CreateRowAsync(run, 1, late)),
            await ThrowsAsync<RunEndedException>(ledger.RecordOutcomeAsync(NewOutcome.Skipped(run, 0, Node))),
            await ThrowsAsync<RunEndedException>(ledger.SetCheckpointAsync(run, "line", "1")),
            await ThrowsAsync<RunEndedException, LedgerSource>(ledger.AddSourceAsync(run, "more.csv")),
            await ThrowsAsync<RunEndedException>(ledger.EndRunAsync(run, RunStatus.Completed)),
        })
            Assert.Equal((run, status), (refused.Run, refused.Status));

        ledger = await ReopenAsync(ledger);
        var ended = await ledger.ReadRunAsync(run);
        Assert.Equal((status, Clock.GetUtcNow()), (ended.Status, ended.EndedAt));
        Assert.Equal(1, (await ledger.SummarizeRunAsync(run)).Rows);
    }

    [SkippableFact]
    public async Task A_run_that_is_not_there_is_named()
    {
        var ledger = await OpenLedgerAsync();
        var missing = new RunId(4711);
        foreach (var refused in new[]
        {
            await ThrowsAsync<RunNotFoundException, LedgerRun>(ledger.ReadRunAsync(missing)),
            await ThrowsAsync<RunNotFoundException, LedgerRun>(ledger.ResumeRunAsync(missing)),
            await ThrowsAsync<RunNotFoundException, bool>(ledger.IsHeldAsync(missing)),
            await ThrowsAsync<RunNotFoundException, RunSummary>(ledger.SummarizeRunAsync(missing)),
            await ThrowsAsync<RunNotFoundException, LedgerSource>(ledger.AddSourceAsync(missing, "a")),
            await ThrowsAsync<RunNotFoundException, LedgerRow>(ledger.CreateRowAsync(missing, 0, await StoreAsync("raw"))),
            await ThrowsAsync<RunNotFoundException>(ledger.EndRunAsync(missing, RunStatus.Failed)),
        })
            Assert.Equal(missing, refused.Run);
    }

    [SkippableFact]
    public async Task A_source_is_added_once_and_found_again()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("first");
        var other = await ledger.StartRunAsync("second");
        var second = await ledger.AddSourceAsync(run.Id, "second");
        Assert.Equal(new LedgerSource(new SourceId(run.Id, 1), "second"), second);
        Assert.Equal(second, await ledger.AddSourceAsync(run.Id, "second"));
        Assert.Equal(SourceId.FirstOf(run.Id), (await ledger.AddSourceAsync(run.Id, "first")).Id);
        Assert.Equal(new SourceId(other.Id, 1), (await ledger.AddSourceAsync(other.Id, "third")).Id);
        ledger = await ReopenAsync(ledger);
        Assert.Equal(["first", "second"], (await ledger.ReadSourcesAsync(run.Id)).Select(source => source.Name));
        Assert.Equal(["second", "third"], (await ledger.ReadSourcesAsync(other.Id)).Select(source => source.Name));
    }
}
