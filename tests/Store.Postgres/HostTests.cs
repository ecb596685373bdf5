using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Guarded.Store.Postgres.Tests;

public sealed class HostTests : LedgerTest
{
    [SkippableFact]
    public async Task A_host_has_the_ledger_of_its_database()
    {
        using var host = Host(PostgresServer.ConnectionString);
        await host.StartAsync();
        var ledger = host.Services.GetRequiredService<ILedger>();
        var run = await ledger.StartRunAsync("rows.csv");
        await ledger.CreateRowAsync(run.Id, 0, await host.Services.GetRequiredService<PayloadStore>().StoreAsync("raw"u8.ToArray()));
        Assert.Equal(HealthStatus.Healthy, (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
        await host.StopAsync();

        Assert.Equal(1L, await Schema.AskAsync("SELECT count(*) FROM row"));
    }

    [SkippableFact]
    public async Task One_whose_server_is_not_there_does_not_start()
    {
        using var host = Host(PostgresServer.With(settings => settings.Port = 1));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => host.StartAsync());
    }

    private IHost Host(string connectionString)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddGuardedStore(options => options.Objects = _ => new MemoryObjectStore()).AddPostgresLedger(connectionString, Schema.Options);
        builder.Services.AddHealthChecks().AddGuardedLedger();
        return builder.Build();
    }
}
