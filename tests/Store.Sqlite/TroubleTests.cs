using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Sqlite.Tests;

public sealed class TroubleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PayloadStore _payloads;

    public TroubleTests() => _payloads = new PayloadStore(FileObjectStore.OpenOrCreate(_folder["objects"]));

    private string Database => _folder["ledger.db"];

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_ledger_that_others_keep_says_who_they_are()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/proc/locks"), "only Linux tells who has a lock");
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(Database, _payloads, new SqliteLedgerOptions { BusyTimeout = TimeSpan.Zero });
        await using var other = await Statements.OpenAsync(Database);
        await using (var transaction = other.BeginTransaction(deferred: false))
        {
            var busy = await Assert.ThrowsAsync<LedgerBusyException>(async () => await ledger.StartRunAsync("rows.csv"));
            Assert.Contains($"This process ({Environment.ProcessId}) has kept the ledger '{Database}'", busy.Message, StringComparison.Ordinal);
        }
        await ledger.StartRunAsync("rows.csv");
        Assert.Single(await ledger.ReadRunsAsync().ToListAsync());
    }

    [Fact]
    public async Task Waiting_for_another_process_can_be_cancelled()
    {
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(Database, _payloads);
        await using var other = await Statements.OpenAsync(Database);
        await using var transaction = other.BeginTransaction(deferred: false);
        using var cancelled = new CancellationTokenSource();
        var waiting = ledger.StartRunAsync("rows.csv", cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await transaction.RollbackAsync();
        Assert.Empty(await ledger.ReadRunsAsync().ToListAsync());
    }

    [Fact]
    public async Task A_ledger_that_is_there_opens_and_is_read_while_another_process_writes()
    {
        await (await SqliteLedger.OpenOrCreateAsync(Database, _payloads)).DisposeAsync();
        await using var other = await Statements.OpenAsync(Database);
        await using var transaction = other.BeginTransaction(deferred: false);
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(Database, _payloads, new SqliteLedgerOptions { BusyTimeout = TimeSpan.Zero });
        Assert.Empty(await ledger.ReadRunsAsync().ToListAsync());
    }

    [Fact]
    public async Task Who_lost_its_hold_on_a_run_records_nothing_more_of_it()
    {
        await using var first = await SqliteLedger.OpenOrCreateAsync(Database, _payloads);
        await using var second = await SqliteLedger.OpenAsync(Database, _payloads);
        var run = await first.StartRunAsync("rows.csv");
        var payload = await _payloads.StoreAsync("raw"u8.ToArray());
        await first.CreateRowAsync(run.Id, 0, payload);
        // Somebody tidied up beside the ledger, so that the hold shows no longer.
        File.Delete($"{Database}-run-{run.Id}");
        Assert.Equal(2, (await second.ResumeRunAsync(run.Id)).Session);
        Assert.Contains("resumed there", (await Assert.ThrowsAsync<RunHeldException>(async () => await first.CreateRowAsync(run.Id, 1, payload))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RunHeldException>(async () => await first.EndRunAsync(run.Id, RunStatus.Completed));
        await second.CreateRowAsync(run.Id, 1, payload);
        await second.EndRunAsync(run.Id, RunStatus.Completed);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*-run-*"));
    }

    [SkippableFact]
    public async Task A_full_disk_is_told_and_what_was_recorded_stays()
    {
        await using var disk = await SmallDisk.MountAsync("size=512k");
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(disk["ledger.db"], _payloads);
        var run = await ledger.StartRunAsync("rows.csv");
        var payload = await _payloads.StoreAsync("raw"u8.ToArray());
        var recorded = 0;
        var full = await Assert.ThrowsAsync<LedgerUnavailableException>(async () =>
        {
            for (; ; recorded++)
                await ledger.RecordAsync(run.Id, new LedgerBatch { Rows = [new NewRow(run.Id, recorded, payload)], Checkpoints = new Dictionary<string, string> { [$"{recorded}"] = new string('x', 1000) } });
        });
        Assert.Contains("is full", full.Message, StringComparison.Ordinal);
        Assert.InRange(recorded, 1, int.MaxValue);
        Assert.Equal(Enumerable.Range(0, recorded).Select(index => (long)index), await ledger.ReadRowsAsync(run.Id).Select(row => row.Index).ToListAsync());
    }

    [SkippableFact]
    public async Task A_ledger_that_may_not_be_written_is_told()
    {
        await using var disk = await SmallDisk.MountAsync("size=2m");
        await (await SqliteLedger.OpenOrCreateAsync(disk["ledger.db"], _payloads)).DisposeAsync();
        await disk.MakeReadOnlyAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () =>
        {
            await using var ledger = await SqliteLedger.OpenAsync(disk["ledger.db"], _payloads);
            await ledger.StartRunAsync("rows.csv");
        });
    }

    [Theory]
    [InlineData(0.999)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public async Task A_ledger_that_was_cut_is_told_and_stays(double left)
    {
        await using (var ledger = await SqliteLedger.OpenOrCreateAsync(Database, _payloads))
            await FillAsync(ledger);
        var whole = await File.ReadAllBytesAsync(Database);
        var cut = whole[..(int)(whole.Length * left)];
        await File.WriteAllBytesAsync(Database, cut);
        var told = await Assert.ThrowsAsync<LedgerFormatException>(() => SqliteLedger.OpenOrCreateAsync(Database, _payloads));
        Assert.Contains("was cut", told.Message, StringComparison.Ordinal);
        Assert.Equal(cut, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task A_ledger_whose_pages_were_overwritten_is_told()
    {
        await using (var ledger = await SqliteLedger.OpenOrCreateAsync(Database, _payloads))
            await FillAsync(ledger);
        var bytes = await File.ReadAllBytesAsync(Database);
        bytes.AsSpan(4096).Fill(0xA5);
        await File.WriteAllBytesAsync(Database, bytes);
        var told = await Assert.ThrowsAsync<LedgerFormatException>(async () =>
        {
            await using var damaged = await SqliteLedger.OpenAsync(Database, _payloads);
            await damaged.ReadRunsAsync().ToListAsync();
        });
        Assert.Contains("is damaged", told.Message, StringComparison.Ordinal);
    }

    private async Task FillAsync(SqliteLedger ledger)
    {
        var run = await ledger.StartRunAsync("rows.csv");
        var payload = await _payloads.StoreAsync(Encoding.UTF8.GetBytes("raw"));
        await ledger.CreateRowsAsync(run.Id, Enumerable.Range(0, 500).Select(index => new NewRow(run.Id, index, payload)).ToAsyncEnumerable()).CountAsync();
    }
}
