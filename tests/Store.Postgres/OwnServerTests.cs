using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Postgres.Tests;

public sealed class OwnServerTests(OwnServer server) : IClassFixture<OwnServer>
{
    private readonly PayloadStore _payloads = new(new MemoryObjectStore());
    private readonly PostgresLedgerOptions _options = new() { Schema = $"ledger {Guid.NewGuid():N}", RequiresDurableServer = false };

    [SkippableFact]
    public async Task A_server_that_was_killed_and_started_again_has_everything_and_its_ledger_goes_on()
    {
        var connectionString = await server.StartAsync();
        await using var ledger = await PostgresLedger.OpenOrCreateAsync(connectionString, _payloads, _options);
        var run = await ledger.StartRunAsync("rows.csv");
        var payload = await _payloads.StoreAsync(Encoding.UTF8.GetBytes("raw"));
        await ledger.CreateRowAsync(run.Id, 0, payload);

        await server.RestartAsync();
        await ledger.CreateRowAsync(run.Id, 1, payload);
        Assert.Equal([0, 1], await ledger.ReadRowsAsync(run.Id).Select(row => row.Index).ToListAsync());
        await using var other = await PostgresLedger.OpenAsync(connectionString, _payloads, _options);
        Assert.True(await other.IsHeldAsync(run.Id));
    }

    [SkippableFact]
    public async Task A_server_that_is_down_is_told_by_each_call_until_it_is_back()
    {
        var connectionString = await server.StartAsync();
        await using var ledger = await PostgresLedger.OpenOrCreateAsync(connectionString, _payloads, _options);
        var run = await ledger.StartRunAsync("rows.csv");
        await server.HaltAsync();
        try
        {
            for (var round = 0; round < 2; round++)
            {
                var down = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await ledger.StartRunAsync("while it is down"));
                Assert.Contains("cannot be reached", down.Message, StringComparison.Ordinal);
                Assert.False(down.MayBeRecorded);
                await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await ledger.ReadRunAsync(run.Id));
                await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await ledger.PurgeAsync(new RetentionPolicy()));
                await Assert.ThrowsAsync<LedgerUnavailableException>(() => PostgresLedger.OpenAsync(connectionString, _payloads, _options));
            }
        }
        finally
        {
            await server.RestartAsync();
        }
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        Assert.Equal(run.Id, Assert.Single(await ledger.ReadRunsAsync().ToListAsync()).Id);
    }

    [SkippableFact]
    public async Task A_server_that_loses_what_it_committed_is_refused_unless_that_is_allowed()
    {
        var connectionString = await server.StartAsync();
        var durable = _options with { RequiresDurableServer = true };
        foreach (var settings in new string[][] { [], ["fsync=on"], ["full_page_writes=on"] })
        {
            await server.RestartAsync(settings);
            var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => PostgresLedger.OpenOrCreateAsync(connectionString, _payloads, durable));
            Assert.Contains("fsync=off or full_page_writes=off", refused.Message, StringComparison.Ordinal);
        }
        await server.RestartAsync("fsync=on", "full_page_writes=on");
        await using (var ledger = await PostgresLedger.OpenOrCreateAsync(connectionString, _payloads, durable))
            await ledger.StartRunAsync("rows.csv");
        await server.RestartAsync();
        await using var allowed = await PostgresLedger.OpenAsync(connectionString, _payloads, _options);
        Assert.Single(await allowed.ReadRunsAsync().ToListAsync());
    }
}
