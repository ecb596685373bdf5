using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    private static readonly RetentionPolicy Policy = new() { Name = "house rules" };

    [SkippableFact]
    public async Task What_is_older_than_the_policy_keeps_goes_and_its_rows_stay()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var row = (await RecordAsync(ledger, run.Id, rows: 250))[0];
        var output = await StoreAsync("an output");
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 0, Node, output));
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        var endedAt = Clock.GetUtcNow();

        Clock.Advance(RetentionPolicy.DefaultKeepFor - TimeSpan.FromSeconds(1));
        Assert.Equal(new PurgeReport(0, 0, 0, 0), await ledger.PurgeAsync(Policy));
        Assert.Equal(251, await Payloads.ListAsync().CountAsync());

        Clock.Advance(TimeSpan.FromSeconds(1));
        var stored = await Payloads.ListAsync().ToListAsync();
        var report = await ledger.PurgeAsync(Policy);
        Assert.Equal((1, 251, 0), (report.Runs, report.Payloads, report.Kept));
        Assert.Empty(await Payloads.ListAsync().ToListAsync());
        Assert.Equal(new PurgeReport(0, 0, 0, 0), await ledger.PurgeAsync(Policy));

        ledger = await ReopenAsync(ledger);
        var log = await ledger.ReadRetentionLogAsync().ToListAsync();
        Assert.Equal(stored, log.Select(entry => entry.Payload).Order());
        Assert.Equal(report.Bytes, log.Sum(entry => entry.Length));
        Assert.All(log, entry => Assert.Equal(("house rules", endedAt, Clock.GetUtcNow()), (entry.Policy, entry.EndedBefore, entry.GoneAt)));
        var explained = await ledger.ExplainAsync(row.Id);
        Assert.Equal(row, explained.Row);
        Assert.Equal(row.Payload, explained.Raw.Purged!.Payload);
        var purged = await Assert.ThrowsAsync<PayloadPurgedException>(async () => await explained.Raw.OpenAsync());
        Assert.Contains("house rules", purged.Message, StringComparison.Ordinal);
        Assert.Equal(output.Hash, Assert.Single(explained.Outcomes).Output!.Purged!.Payload);
        Assert.Empty(await ledger.ReadReferencesAsync().ToListAsync());
    }

    [SkippableFact]
    public async Task What_a_younger_run_refers_to_stays_until_that_run_is_old()
    {
        var ledger = await OpenLedgerAsync();
        var old = await ledger.StartRunAsync("old");
        var shared = await StoreAsync("a row of both");
        var made = await StoreAsync("a row of one, an output of the other");
        var own = await StoreAsync("a row of one");
        var rows = await ledger.RecordAsync(old.Id, new LedgerBatch { Rows = [new(old.Id, 0, shared), new(old.Id, 1, made), new(old.Id, 2, own)] });
        await ledger.EndRunAsync(old.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(60));
        var young = await ledger.StartRunAsync("young");
        await ledger.CreateRowAsync(young.Id, 0, shared);
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(young.Id, 0, Node, made));
        await ledger.EndRunAsync(young.Id, RunStatus.Failed);

        Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(new PurgeReport(1, 1, own.Length, 2), await ledger.PurgeAsync(Policy));
        Assert.Equal(new[] { shared.Hash, made.Hash }.Order(), await Payloads.ListAsync().ToListAsync());
        Assert.Equal("a row of both", await ReadAsync((await ledger.ExplainAsync(rows[0].Id)).Raw));

        Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(new PurgeReport(1, 2, shared.Length + made.Length, 0), await ledger.PurgeAsync(Policy));
        Assert.Empty(await Payloads.ListAsync().ToListAsync());
        Assert.NotNull((await ledger.ExplainAsync(rows[0].Id)).Raw.Purged);
    }

    [SkippableFact]
    public async Task A_run_that_has_not_ended_keeps_everything()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var row = Assert.Single(await RecordAsync(ledger, run.Id, rows: 1));
        Clock.Advance(TimeSpan.FromDays(1000));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(new PurgeReport(0, 0, 0, 0), await ledger.PurgeAsync(new RetentionPolicy { KeepFor = TimeSpan.Zero }));
        Assert.True(await Payloads.ExistsAsync(row.Payload));
        await ledger.ResumeRunAsync(run.Id);
        await ledger.EndRunAsync(run.Id, RunStatus.Failed);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, (await ledger.PurgeAsync(new RetentionPolicy { KeepFor = TimeSpan.Zero })).Payloads);
    }

    [SkippableFact]
    public async Task What_went_and_is_stored_again_is_another_runs_to_keep()
    {
        var ledger = await OpenLedgerAsync();
        var first = await ledger.StartRunAsync("one");
        var old = await ledger.CreateRowAsync(first.Id, 0, await StoreAsync("again and again"));
        await ledger.EndRunAsync(first.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        await ledger.PurgeAsync(Policy);
        var second = await ledger.StartRunAsync("two");
        var young = await ledger.CreateRowAsync(second.Id, 0, await StoreAsync("again and again"));
        await ledger.EndRunAsync(second.Id, RunStatus.Completed);
        Assert.Null((await ledger.ExplainAsync(young.Id)).Raw.Purged);
        Assert.NotNull((await ledger.ExplainAsync(old.Id)).Raw.Purged);
        Assert.NotNull(await ledger.FindReferenceAsync(young.Payload));
        Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(1, (await ledger.PurgeAsync(Policy)).Payloads);
        Assert.Equal(2, await ledger.ReadRetentionLogAsync().CountAsync());
        Assert.Equal(Clock.GetUtcNow(), (await ledger.ExplainAsync(young.Id)).Raw.Purged!.GoneAt);
    }

    [SkippableTheory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(150, false)]
    [InlineData(150, true)]
    public async Task A_purge_that_was_cut_off_is_finished_by_the_next(int at, bool afterItsEffect)
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 230);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        var killed = await OpenLedgerAsync(new Dying(at, afterItsEffect));
        await ThrowsAsync<InvalidOperationException, PurgeReport>(killed.PurgeAsync(Policy));
        Assert.Contains(await ledger.ReadRetentionLogAsync().ToListAsync(), entry => entry.GoneAt is null);
        Assert.NotEmpty(await Payloads.ListAsync().ToListAsync());

        Clock.Advance(TimeSpan.FromDays(1));
        ledger = await ReopenAsync(ledger);
        await ledger.PurgeAsync(Policy);
        Assert.Empty(await Payloads.ListAsync().ToListAsync());
        var log = await ledger.ReadRetentionLogAsync().ToListAsync();
        Assert.Equal(230, log.DistinctBy(entry => entry.Payload).Count());
        Assert.Equal(230, log.Count);
        Assert.All(log, entry => Assert.NotNull(entry.GoneAt));
    }

    [SkippableFact]
    public async Task A_payload_that_cannot_be_removed_keeps_no_other_and_is_tried_again()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 120);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        var failing = await OpenLedgerAsync(new Failing(5, afterItsEffect: false));
        var failed = await ThrowsAsync<IOException, PurgeReport>(failing.PurgeAsync(Policy));
        Assert.Contains("the disk failed", failed.Message, StringComparison.Ordinal);
        Assert.Single(await Payloads.ListAsync().ToListAsync());
        Assert.Equal(1, (await ledger.PurgeAsync(Policy)).Payloads);
        Assert.Empty(await Payloads.ListAsync().ToListAsync());
    }

    [SkippableFact]
    public async Task What_a_purge_takes_before_it_is_recorded_is_refused_and_stored_again()
    {
        var ledger = await OpenLedgerAsync();
        var purging = await OpenLedgerAsync();
        var old = await ledger.StartRunAsync("old");
        await ledger.CreateRowAsync(old.Id, 0, await StoreAsync("the same bytes"));
        await ledger.EndRunAsync(old.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        var run = await ledger.StartRunAsync("young");
        var stored = await StoreAsync("the same bytes");
        await purging.PurgeAsync(Policy);
        await ThrowsAsync<PayloadNotFoundException, LedgerRow>(ledger.CreateRowAsync(run.Id, 0, stored));
        await ledger.CreateRowAsync(run.Id, 0, await StoreAsync("the same bytes"));
        Assert.True((await new LedgerVerification(ledger, Payloads).RunAsync()).IsClean);
    }

    [SkippableFact]
    public async Task What_a_purge_takes_while_it_is_being_recorded_is_refused()
    {
        var old = await OpenLedgerAsync();
        var run = await old.StartRunAsync("old");
        await old.CreateRowAsync(run.Id, 0, await StoreAsync("the same bytes"));
        await old.EndRunAsync(run.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        var stored = await StoreAsync("the same bytes");
        // The purge comes right after the payload was looked up, and before the transaction that is to hold the row.
        var ledger = await OpenLedgerAsync(new After("head", async () => await old.PurgeAsync(Policy)));
        var young = await ledger.StartRunAsync("young");
        await ThrowsAsync<PayloadNotFoundException, LedgerRow>(ledger.CreateRowAsync(young.Id, 0, stored));
        Assert.Empty(await ledger.ReadRowsAsync(young.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task What_is_to_go_and_is_recorded_meanwhile_stays()
    {
        var ledger = await OpenLedgerAsync();
        var old = await ledger.StartRunAsync("old");
        var shared = await StoreAsync("the same bytes");
        await ledger.CreateRowAsync(old.Id, 0, shared);
        await ledger.EndRunAsync(old.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        var killed = await OpenLedgerAsync(new Dying(1, afterItsEffect: false));
        await ThrowsAsync<InvalidOperationException, PurgeReport>(killed.PurgeAsync(Policy));
        var young = await ledger.StartRunAsync("young");
        var row = await ledger.CreateRowAsync(young.Id, 0, await StoreAsync("the same bytes"));
        await ledger.PurgeAsync(Policy);
        Assert.Equal("the same bytes", await ReadAsync((await ledger.ExplainAsync(row.Id)).Raw));
        Assert.Empty(await ledger.ReadRetentionLogAsync().ToListAsync());
    }

    [SkippableFact]
    public async Task Writers_and_purges_at_once_leave_no_row_without_its_bytes()
    {
        var ledger = await OpenLedgerAsync();
        var purging = await OpenLedgerAsync();
        var policy = new RetentionPolicy { KeepFor = TimeSpan.Zero };
        var writing = Task.Run(async () =>
        {
            for (var round = 0; round < 30; round++)
            {
                var run = await ledger.StartRunAsync($"round {round}");
                await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => RecordAgainAsync(ledger, run.Id, index))));
                await purging.PurgeAsync(policy);
                await foreach (var row in ledger.ReadRowsAsync(run.Id))
                    Assert.True(await Payloads.ExistsAsync(row.Payload), $"Row {row.Id} of a run at work has no bytes.");
                await ledger.EndRunAsync(run.Id, RunStatus.Completed);
                // A run may end in the very moment of a purge, or in the next one.
                if (round % 2 == 0)
                    Clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        });
        while (!writing.IsCompleted)
            await purging.PurgeAsync(policy);
        await writing;
        Assert.Empty((await new LedgerVerification(ledger, Payloads).RunAsync()).Findings);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await purging.PurgeAsync(policy);
        Assert.Empty(await Payloads.ListAsync().ToListAsync());
        Assert.Equal(240, await ledger.ReadRunsAsync().SelectMany(run => ledger.ReadRowsAsync(run.Id)).CountAsync());

        async Task RecordAgainAsync(ILedger ledger, RunId run, int index)
        {
            while (true)
            {
                try
                {
                    await ledger.CreateRowAsync(run, index, await StoreAsync($"the same bytes {index}"));
                    return;
                }
                catch (PayloadNotFoundException)
                {
                    // A purge was faster: stored again, it is recorded.
                }
            }
        }
    }

    /// <summary>Ends a purge at one of its removals by what nothing expects, before it removed anything or after.</summary>
    private sealed class Dying(int at, bool afterItsEffect) : IGate
    {
        private int _passed;

        public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
        {
            if (operation.Kind != "delete" || Interlocked.Increment(ref _passed) != at)
                return await run();
            if (afterItsEffect)
                await run();
            throw new InvalidOperationException("the process was killed");
        }
    }

    /// <summary>Lets something happen after the first operation of a kind.</summary>
    private sealed class After(string kind, Func<Task> something) : IGate
    {
        private int _happened;

        public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
        {
            var result = await run();
            if (operation.Kind == kind && Interlocked.Exchange(ref _happened, 1) == 0)
                await something();
            return result;
        }
    }
}
