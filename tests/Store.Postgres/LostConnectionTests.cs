using Guarded.Store.Ledger;

namespace Guarded.Store.Postgres.Tests;

public sealed class LostConnectionTests : LedgerTest
{
    private const string Terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ";

    [SkippableFact]
    public async Task A_connection_that_is_killed_in_the_middle_of_a_batch_leaves_none_of_it()
    {
        var ledger = await OpenAsync(Named("killed in a batch", out var name));
        var run = await ledger.StartRunAsync("rows.csv");
        var batch = await BatchAsync(run.Id, rows: 40);
        // Another session has one of the rows in hand, so that the batch stops there.
        await using var other = await Schema.ConnectAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var insert = other.CreateCommand();
        insert.CommandText = $"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES ({run.Id}, 0, 20, decode(repeat('ab', 32), 'hex'), 0, 0)";
        await insert.ExecuteNonQueryAsync();
        var recording = ledger.RecordAsync(run.Id, batch).AsTask();
        await Schema.UntilAsync($"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = '{name}' AND wait_event_type = 'Lock')");

        await Schema.AskAsync($"{Terminate}'{name}' AND wait_event_type = 'Lock'");
        var lost = await ThrowsAsync<LedgerUnavailableException>(() => recording, "Nothing was recorded");
        Assert.False(lost.MayBeRecorded);
        await transaction.RollbackAsync();
        Assert.Empty(await ledger.ReadRowsAsync(run.Id).ToListAsync());

        Assert.Equal(40, (await ledger.RecordAsync(run.Id, batch)).Count);
        Assert.Equal(40, await ledger.ReadRowsAsync(run.Id).CountAsync());
    }

    [SkippableTheory]
    [InlineData(Wire.Cut.BeforeTheServer, 0)]
    [InlineData(Wire.Cut.BeforeTheAnswer, 10)]
    public async Task A_commit_whose_answer_is_lost_may_be_recorded_and_the_ledger_says_so(object cut, int recorded)
    {
        using var wire = new Wire();
        var ledger = await OpenAsync(wire.ConnectionString);
        var run = await ledger.StartRunAsync("rows.csv");
        var batch = await BatchAsync(run.Id, rows: 10);
        wire.NextCommit = (Wire.Cut)cut;

        var lost = await ThrowsAsync<LedgerUnavailableException>(async () => await ledger.RecordAsync(run.Id, batch), "Whether it was recorded is not known");
        Assert.True(lost.MayBeRecorded);
        Assert.Equal(recorded, await ledger.ReadRowsAsync(run.Id).CountAsync());
        await ledger.SetCheckpointAsync(run.Id, "line", "10");
        if (recorded > 0)
            await ThrowsAsync<RowExistsException>(async () => await ledger.RecordAsync(run.Id, batch));
    }

    [SkippableFact]
    public async Task A_connection_that_was_lost_while_nobody_used_it_costs_no_call()
    {
        var ledger = await OpenAsync(Named("lost while idle", out var name));
        var run = await ledger.StartRunAsync("rows.csv");
        Assert.Single(await ledger.ReadRunsAsync().ToListAsync());
        await CutAsync(name);

        await ledger.CreateRowAsync(run.Id, 0, await StoreAsync("raw"));
        Assert.Single(await ledger.ReadRowsAsync(run.Id).ToListAsync());
        await CutAsync(name);
        Assert.Equal(RunStatus.Running, (await ledger.ReadRunAsync(run.Id)).Status);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
    }

    [SkippableFact]
    public async Task A_run_whose_hold_went_with_its_connection_is_held_again_with_the_next_record()
    {
        var ledger = await OpenAsync(Named("holder", out var name));
        var run = await ledger.StartRunAsync("rows.csv");
        var other = await OpenAsync();
        Assert.True(await other.IsHeldAsync(run.Id));
        await CutAsync(name);
        await Schema.UntilAsync("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 'run'::regclass)");
        await ledger.CreateRowAsync(run.Id, 0, await StoreAsync("raw"));
        Assert.True(await other.IsHeldAsync(run.Id));
        await ThrowsAsync<RunHeldException>(async () => await other.ResumeRunAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_run_that_was_taken_up_while_its_holder_was_cut_off_is_closed_to_it()
    {
        var ledger = await OpenAsync(Named("cut off", out var name));
        var run = await ledger.StartRunAsync("rows.csv");
        await CutAsync(name);
        await Schema.UntilAsync("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 'run'::regclass)");
        var other = await OpenAsync();
        await other.ResumeRunAsync(run.Id);
        var row = await StoreAsync("raw");
        await ThrowsAsync<RunHeldException>(async () => await ledger.CreateRowAsync(run.Id, 0, row), "resumed there");
        await other.CreateRowAsync(run.Id, 0, row);
    }

    private static string Named(string what, out string name)
    {
        var unique = name = $"{what} {Guid.NewGuid():N}";
        return PostgresServer.With(settings => settings.ApplicationName = unique);
    }

    private async Task CutAsync(string name)
    {
        await Schema.AskAsync($"{Terminate}'{name}'");
        await Schema.UntilAsync($"SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = '{name}')");
    }

    private async Task<LedgerBatch> BatchAsync(RunId run, int rows)
    {
        var payload = await StoreAsync("the same for all");
        return new LedgerBatch { Rows = [.. Enumerable.Range(0, rows).Select(index => new NewRow(run, index, payload))] };
    }
}
