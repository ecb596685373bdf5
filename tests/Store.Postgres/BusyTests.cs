using Guarded.Store.Ledger;

namespace Guarded.Store.Postgres.Tests;

public sealed class BusyTests : LedgerTest
{
    [SkippableFact]
    public async Task Who_keeps_the_ledger_is_named()
    {
        var ledger = await OpenHastyAsync();
        await using var purging = await Schema.ConnectAsync();
        await using var transaction = await purging.BeginTransactionAsync();
        await LockAsync(purging, "pg_advisory_xact_lock");
        await ThrowsAsync<LedgerBusyException>(async () => await ledger.StartRunAsync("rows.csv"), "'another program' (server process ", "0.1 seconds", "Nothing was recorded");
        await transaction.RollbackAsync();
        Assert.Equal(new RunId(1), (await ledger.StartRunAsync("rows.csv")).Id);
    }

    [SkippableFact]
    public async Task A_purge_names_the_processes_that_it_waits_for()
    {
        var purging = await OpenHastyAsync();
        await using var recording = await Schema.ConnectAsync();
        await using var transaction = await recording.BeginTransactionAsync();
        await LockAsync(recording, "pg_advisory_xact_lock_shared");
        await using (var name = recording.CreateCommand())
        {
            name.CommandText = "SET LOCAL application_name = ''";
            await name.ExecuteNonQueryAsync();
        }
        await ThrowsAsync<LedgerBusyException>(async () => await purging.PurgeAsync(new RetentionPolicy()), "'postgres' (server process ");
    }

    [SkippableFact]
    public async Task A_ledger_calls_its_connections_by_its_process()
    {
        await OpenAsync();
        await (await OpenAsync()).StartRunAsync("rows.csv");
        Assert.True(await Schema.AskAsync($"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name LIKE 'Guarded, process {Environment.ProcessId} on %')") is true);
    }

    [SkippableFact]
    public async Task Writers_wait_for_each_other_only_over_the_same_run()
    {
        var ledger = await OpenHastyAsync();
        var kept = await ledger.StartRunAsync("kept");
        var free = await ledger.StartRunAsync("free");
        var payload = await StoreAsync("raw");
        await using var other = await Schema.ConnectAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await LockAsync(other, "pg_advisory_xact_lock_shared");
        await using (var resume = other.CreateCommand())
        {
            resume.CommandText = $"UPDATE run SET process = 0 WHERE id = {kept.Id}";
            await resume.ExecuteNonQueryAsync();
        }
        await ledger.CreateRowAsync(free.Id, 0, payload);
        await ThrowsAsync<LedgerBusyException>(async () => await ledger.CreateRowAsync(kept.Id, 0, payload), "Another session keeps", "Nothing was recorded");
        await transaction.RollbackAsync();
        await ledger.CreateRowAsync(kept.Id, 0, payload);
    }

    [SkippableFact]
    public async Task Waiting_for_others_can_be_cancelled()
    {
        var ledger = await OpenAsync();
        await using var purging = await Schema.ConnectAsync();
        await using var transaction = await purging.BeginTransactionAsync();
        await LockAsync(purging, "pg_advisory_xact_lock");
        using var cancelled = new CancellationTokenSource();
        var waiting = ledger.StartRunAsync("rows.csv", cancelled.Token).AsTask();
        await Schema.UntilAsync("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 'ledger'::regclass AND NOT granted)");
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await transaction.RollbackAsync();
        Assert.Empty(await ledger.ReadRunsAsync().ToListAsync());
        await ledger.StartRunAsync("rows.csv");
    }

    [SkippableFact]
    public async Task Many_writers_record_side_by_side()
    {
        var payload = await StoreAsync("the same for all");
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));
        await Task.WhenAll(ledgers.Select(ledger => Task.Run(async () =>
        {
            for (var round = 0; round < 5; round++)
            {
                var run = await ledger.StartRunAsync("rows.csv");
                await Task.WhenAll(Enumerable.Range(0, 40).Select(async index =>
                {
                    await ledger.CreateRowAsync(run.Id, index, payload);
                    await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, index, "node", payload));
                }));
                await ledger.EndRunAsync(run.Id, RunStatus.Completed);
            }
        })));
        Assert.Equal(30, await ledgers[0].ReadRunsAsync().CountAsync());
        await foreach (var run in ledgers[0].ReadRunsAsync())
            Assert.Equal((40, 40), ((await ledgers[0].SummarizeRunAsync(run.Id)).Rows, await ledgers[0].ReadOutcomesAsync(run.Id).CountAsync()));
    }

    // Made before, as others may make ledgers of theirs in the database for longer than this one waits.
    private async Task<PostgresLedger> OpenHastyAsync()
    {
        await OpenAsync();
        return await OpenAsync(options: Schema.Options with { BusyTimeout = TimeSpan.FromMilliseconds(50) });
    }

    private static async Task LockAsync(Npgsql.NpgsqlConnection connection, string how)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {how}('ledger'::regclass::int, 0)";
        await command.ExecuteNonQueryAsync();
    }
}
