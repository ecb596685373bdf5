using Guarded.Store.Ledger;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task A_run_that_nobody_is_at_work_on_is_taken_up_where_it_was_left()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var second = await ledger.AddSourceAsync(run.Id, "more.csv");
        await RecordAsync(ledger, second.Id, rows: 2);
        await ledger.SetCheckpointAsync(run.Id, "line", "2");
        ledger = await ReopenAsync(ledger);

        Assert.False(await ledger.IsHeldAsync(run.Id));
        var resumed = await ledger.ResumeRunAsync(run.Id);
        Assert.Equal(run with { Session = 2 }, resumed);
        Assert.True(await ledger.IsHeldAsync(run.Id));
        Assert.Equal("2", (await ledger.ReadCheckpointsAsync(run.Id))["line"]);
        Assert.Equal(second, await ledger.AddSourceAsync(run.Id, "more.csv"));
        await RecordAsync(ledger, second.Id, rows: 2, from: 2);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        ledger = await ReopenAsync(ledger);
        Assert.Equal(4, await ledger.ReadRowsAsync(run.Id).CountAsync());
        Assert.Equal(RunStatus.Completed, (await ledger.ReadRunAsync(run.Id)).Status);
    }

    [SkippableFact]
    public async Task A_run_that_failed_is_resumed_and_one_that_completed_is_not()
    {
        var ledger = await OpenLedgerAsync();
        var failed = await ledger.StartRunAsync("one");
        var completed = await ledger.StartRunAsync("two");
        await ledger.EndRunAsync(failed.Id, RunStatus.Failed);
        await ledger.EndRunAsync(completed.Id, RunStatus.Completed);
        Assert.False(await ledger.IsHeldAsync(failed.Id));
        var resumed = await ledger.ResumeRunAsync(failed.Id);
        Assert.Equal((RunStatus.Running, null), (resumed.Status, resumed.EndedAt));
        await ledger.CreateRowAsync(failed.Id, 0, await StoreAsync("raw"));
        Assert.Equal(RunStatus.Completed, (await ThrowsAsync<RunEndedException, LedgerRun>(ledger.ResumeRunAsync(completed.Id))).Status);
    }

    [SkippableFact]
    public async Task A_run_that_somebody_is_at_work_on_is_theirs()
    {
        var holder = await OpenLedgerAsync();
        var other = await OpenLedgerAsync();
        var run = await holder.StartRunAsync("airports.csv");
        Assert.True(await other.IsHeldAsync(run.Id));
        var payload = await StoreAsync("raw");
        foreach (var refused in new[]
        {
            await ThrowsAsync<RunHeldException, LedgerRun>(other.ResumeRunAsync(run.Id)),
            await ThrowsAsync<RunHeldException, LedgerRun>(holder.ResumeRunAsync(run.Id)),
            await ThrowsAsync<RunHeldException, LedgerRow>(other.CreateRowAsync(run.Id, 0, payload)),
            await ThrowsAsync<RunHeldException>(other.SetCheckpointAsync(run.Id, "line", "1")),
            await ThrowsAsync<RunHeldException, LedgerSource>(other.AddSourceAsync(run.Id, "more.csv")),
            await ThrowsAsync<RunHeldException>(other.EndRunAsync(run.Id, RunStatus.Failed)),
        })
        {
            Assert.Equal((run.Id, Environment.ProcessId), (refused.Run, refused.Holder.ProcessId));
            Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        }
        await holder.CreateRowAsync(run.Id, 0, payload);
        Assert.Equal(run, await holder.ReadRunAsync(run.Id));
    }

    [SkippableFact]
    public async Task Of_many_who_resume_a_run_one_gets_it()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await ReopenAsync(ledger);
        var ledgers = new List<ILedger>();
        for (var number = 0; number < 5; number++)
            ledgers.Add(await OpenLedgerAsync());
        var resumed = ledgers.ConvertAll(other => Task.Run(async () => await other.ResumeRunAsync(run.Id)));
        await ((Task)Task.WhenAll(resumed)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.Equal(2, Assert.Single(resumed, task => task.IsCompletedSuccessfully).Result.Session);
        Assert.All(resumed.Where(task => task.IsFaulted), task => Assert.IsType<RunHeldException>(task.Exception!.InnerException));
    }
}
