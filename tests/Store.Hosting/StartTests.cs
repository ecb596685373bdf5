using Guarded.Store.Attachments;
using Guarded.Store.Files;
using Guarded.Store.Leases;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Guarded.Store.Hosting.Tests;

public sealed class StartTests : HostTest
{
    [Fact]
    public async Task A_host_has_one_store_for_payloads_attachments_and_leases()
    {
        var services = await StartWithFolderAsync();
        var stored = await services.GetRequiredService<PayloadStore>().StoreAsync("kept"u8.ToArray());
        var attached = await services.GetRequiredService<AttachmentStore>().AddAsync("shown"u8.ToArray(), new AttachmentDescription("text/plain"));
        await using (var lease = await services.GetRequiredService<LeaseManager>().AcquireAsync(LeaseName.Parse("nightly"), "a test", TimeSpan.FromSeconds(10)))
            Assert.False(lease.Lost.IsCancellationRequested);
        await StopAsync();

        services = await StartWithFolderAsync();
        Assert.Equal("kept"u8.ToArray(), await services.GetRequiredService<PayloadStore>().ReadAllBytesAsync(stored.Hash));
        Assert.Equal("shown"u8.ToArray(), await services.GetRequiredService<AttachmentStore>().ReadAllBytesAsync(attached.Id));
        Assert.Same(services.GetRequiredService<PayloadStore>(), services.GetRequiredService<PayloadStore>());
    }

    [Fact]
    public async Task Options_are_bound_from_configuration()
    {
        var services = await StartAsync(builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Guarded:Path"] = Folder, ["Guarded:Durability"] = "Content", ["Guarded:LeaseTimeToLive"] = "00:00:05" });
            builder.Services.Configure<GuardedStoreOptions>(builder.Configuration.GetSection("Guarded"));
            builder.Services.AddGuardedStore();
        });
        var options = services.GetRequiredService<IOptions<GuardedStoreOptions>>().Value;
        Assert.Equal((Folder, Durability.Content, TimeSpan.FromSeconds(5)), (options.Path, options.Durability, options.LeaseTimeToLive));
    }

    [Fact]
    public async Task A_host_whose_store_has_no_place_does_not_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder => builder.Services.AddGuardedStore()));
        Assert.Contains("set Path to its folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_options_is_said_at_once()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder => builder.Services.AddGuardedStore(options =>
        {
            options.Path = " ";
            options.Objects = _ => new MemoryObjectStore();
            options.Durability = (Durability)9;
            options.DedupCheck = (DedupCheck)9;
            options.LeaseTimeToLive = TimeSpan.Zero;
            options.MinimumFreeBytes = -1;
        })));
        Assert.Collection(
            refused.Failures,
            fault => Assert.StartsWith("Guarded's store has two places", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Path is blank", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Durability is 9", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("DedupCheck is 9", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("LeaseTimeToLive is 00:00:00", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("MinimumFreeBytes is -1", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_whose_store_cannot_be_opened_does_not_start()
    {
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "no folder");
        await Assert.ThrowsAsync<StoreRootException>(() => StartAsync(builder => builder.Services.AddGuardedStore(options => options.Path = file)));
        Assert.Equal("no folder", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_host_that_has_a_ledger_and_no_store_does_not_start()
    {
        var refused = await Assert.ThrowsAsync<LedgerException>(() => StartAsync(builder =>
            builder.Services.AddGuardedLedger((_, _, _) => throw new InvalidOperationException("It was opened without a store."))));
        Assert.Contains("AddGuardedStore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_records_what_its_store_has_and_is_there_when_the_host_starts_again()
    {
        var row = await WithLedgerAsync(async (ledger, payloads) =>
        {
            var run = await ledger.StartRunAsync("rows.csv");
            var row = await ledger.CreateRowAsync(run.Id, 0, await payloads.StoreAsync("raw"u8.ToArray()));
            await ledger.EndRunAsync(run.Id, RunStatus.Completed);
            return row;
        });
        await StopAsync();
        var explained = await WithLedgerAsync(async (ledger, _) => await ledger.ExplainAsync(row.Id));
        Assert.Equal((row, RunStatus.Completed), (explained.Row, explained.Run.Status));
        Assert.Equal(2, Log.All.Count(entry => entry.Id.Id == 3));
    }

    [Fact]
    public async Task A_host_whose_ledger_cannot_be_opened_does_not_start()
    {
        await File.WriteAllTextAsync(Ledger, "someone's");
        await Assert.ThrowsAsync<LedgerFormatException>(() => WithLedgerAsync(async (ledger, _) => await ledger.ReadRunsAsync().CountAsync()));
        Assert.Equal("someone's", await File.ReadAllTextAsync(Ledger));
    }

    private string Ledger => Path.Combine(Folder, "ledger.db");

    private async Task<T> WithLedgerAsync<T>(Func<ILedger, PayloadStore, Task<T>> work)
    {
        var services = await StartAsync(builder => builder.Services.AddGuardedStore(options => options.Path = Path.Combine(Folder, "objects")).AddSqliteLedger(Ledger));
        return await work(services.GetRequiredService<ILedger>(), services.GetRequiredService<PayloadStore>());
    }

    [Fact]
    public async Task A_backend_that_the_host_opened_is_disposed_of_with_it()
    {
        var objects = new DisposableObjects();
        await StartWithObjectsAsync(objects);
        Assert.False(objects.IsDisposed);
        await StopAsync();
        Assert.True(objects.IsDisposed);
    }
}
