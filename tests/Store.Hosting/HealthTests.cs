using Guarded.Store.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guarded.Store.Hosting.Tests;

public sealed class HealthTests : HostTest
{
    [Fact]
    public async Task A_store_that_works_is_healthy()
    {
        var report = await CheckAsync(options => options.Path = Folder);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["guarded-free-space", "guarded-store"], report.Entries.Keys.Order());
        Assert.True((long)report.Entries["guarded-free-space"].Data["free_bytes"] > 0);
    }

    [Fact]
    public async Task Too_little_room_is_degraded()
    {
        var report = await CheckAsync(options => (options.Path, options.MinimumFreeBytes) = (Folder, long.MaxValue));
        Assert.Equal(HealthStatus.Degraded, report.Entries["guarded-free-space"].Status);
        Assert.Contains("Make room", report.Entries["guarded-free-space"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_unhealthy()
    {
        var report = await CheckAsync(options => options.Objects = _ => new FailingObjects { Fails = true });
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("The server is gone.", report.Entries["guarded-store"].Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, report.Entries["guarded-free-space"].Status);
    }

    [Fact]
    public async Task A_store_that_forgets_what_was_written_is_unhealthy()
    {
        var report = await CheckAsync(options => options.Objects = _ => new FailingObjects { Forgets = true });
        Assert.Contains("does not hold what was written", report.Entries["guarded-store"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_unhealthy()
    {
        var report = await CheckAsync(options => options.Path = Folder, () => Directory.Delete(Folder, recursive: true));
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["guarded-store"].Status);
    }

    [Fact]
    public async Task A_ledger_that_answers_is_healthy_and_one_that_is_gone_is_not()
    {
        var ledger = Path.Combine(Folder, "ledger.db");
        var services = await StartAsync(builder =>
        {
            builder.Services.AddGuardedStore(options => options.Path = Path.Combine(Folder, "objects")).AddSqliteLedger(ledger);
            builder.Services.AddHealthChecks().AddGuardedLedger();
        });
        var checks = services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await checks.CheckHealthAsync()).Status);
        await services.GetRequiredService<ILedger>().DisposeAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await checks.CheckHealthAsync()).Entries["guarded-ledger"].Status);
    }

    [Fact]
    public async Task Checking_again_and_again_leaves_one_small_object()
    {
        var objects = new FailingObjects();
        for (var check = 0; check < 3; check++)
        {
            await CheckAsync(options => options.Objects = _ => objects);
            await StopAsync();
        }
        Assert.Equal("health/probe", (await objects.ListAsync("").ToListAsync()).Single().Key.ToString());
    }

    private async Task<HealthReport> CheckAsync(Action<GuardedStoreOptions> configure, Action? afterStart = null)
    {
        var services = await StartAsync(builder =>
        {
            builder.Services.AddGuardedStore(configure);
            builder.Services.AddHealthChecks().AddGuardedStore();
        });
        afterStart?.Invoke();
        return await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}
