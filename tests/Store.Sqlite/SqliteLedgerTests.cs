using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite.Tests;

public sealed class SqliteLedgerTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;
    private PayloadStore _payloads = null!;
    private SqliteLedger _ledger = null!;

    private string Database => Path.Combine(_folder, "ledger.db");

    public async Task InitializeAsync()
    {
        _payloads = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(_folder, "objects")));
        _ledger = await SqliteLedger.OpenOrCreateAsync(Database, _payloads);
    }

    public async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_row_explains_itself_down_to_its_bytes_after_the_ledger_was_closed()
    {
        var run = await _ledger.StartRunAsync("rows.csv");
        var row = await _ledger.CreateRowAsync(run.Id, 0, await StoreAsync("raw, bytes"));
        await _ledger.EndRunAsync(run.Id, RunStatus.Completed);
        await ReopenAsync();

        var explained = await _ledger.ExplainAsync(row.Id);
        Assert.Equal(row, explained.Row);
        Assert.Equal("rows.csv", explained.Run.Source);
        Assert.Equal(RunStatus.Completed, explained.Run.Status);
        Assert.Equal("raw, bytes", await new StreamReader(await explained.Raw.OpenAsync()).ReadToEndAsync());
    }

    [Fact]
    public async Task A_row_whose_payload_was_changed_behind_our_back_is_not_explained()
    {
        var run = await _ledger.StartRunAsync("rows.csv");
        var row = await _ledger.CreateRowAsync(run.Id, 0, await StoreAsync("raw"));
        var file = Directory.EnumerateFiles(Path.Combine(_folder, "objects", "payloads"), "*", SearchOption.AllDirectories).Single();

        await File.WriteAllTextAsync(file, "war");
        var explained = await _ledger.ExplainAsync(row.Id);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await new StreamReader(await explained.Raw.OpenAsync()).ReadToEndAsync());

        File.Delete(file);
        explained = await _ledger.ExplainAsync(row.Id);
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await explained.Raw.OpenAsync());
    }

    [Fact]
    public async Task Runs_and_rows_are_read_in_order()
    {
        var runs = new[] { await _ledger.StartRunAsync("one"), await _ledger.StartRunAsync("two") };
        var payload = await StoreAsync("same for all");
        for (var index = 2499; index >= 0; index--)
            await _ledger.CreateRowAsync(runs[0].Id, index, payload);
        await _ledger.CreateRowAsync(runs[1].Id, 7, payload);

        Assert.Equal(runs, await ListAsync(_ledger.ReadRunsAsync()));
        Assert.Equal(Enumerable.Range(0, 2500).Select(index => (long)index), (await ListAsync(_ledger.ReadRowsAsync(runs[0].Id))).Select(row => row.Index));
        Assert.Equal(7, Assert.Single(await ListAsync(_ledger.ReadRowsAsync(runs[1].Id))).Index);
        Assert.Empty(await ListAsync(_ledger.ReadRowsAsync(new RunId(99))));
    }

    [Fact]
    public async Task An_index_is_recorded_once_a_run_and_the_first_row_stays()
    {
        var run = await _ledger.StartRunAsync("rows.csv");
        var first = await _ledger.CreateRowAsync(run.Id, 0, await StoreAsync("first"));
        var refused = await Assert.ThrowsAsync<RowExistsException>(async () => await _ledger.CreateRowAsync(run.Id, 0, await StoreAsync("second")));
        Assert.Contains("row 0 of its source 0 already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(first, Assert.Single(await ListAsync(_ledger.ReadRowsAsync(run.Id))));
    }

    [Fact]
    public async Task A_run_that_ended_or_never_began_takes_no_rows()
    {
        var run = await _ledger.StartRunAsync("rows.csv");
        await _ledger.EndRunAsync(run.Id, RunStatus.Failed);
        var payload = await StoreAsync("late");
        Assert.Contains("has ended (Failed)", (await Assert.ThrowsAsync<RunEndedException>(async () => await _ledger.CreateRowAsync(run.Id, 0, payload))).Message, StringComparison.Ordinal);
        Assert.Contains("has ended (Failed)", (await Assert.ThrowsAsync<RunEndedException>(async () => await _ledger.EndRunAsync(run.Id, RunStatus.Completed))).Message, StringComparison.Ordinal);
        Assert.Contains("no run 99", (await Assert.ThrowsAsync<RunNotFoundException>(async () => await _ledger.CreateRowAsync(new RunId(99), 0, payload))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_named()
    {
        var missing = await Assert.ThrowsAsync<RowNotFoundException>(async () => await _ledger.ExplainAsync(new RowId(4711)));
        Assert.Equal(new RowId(4711), missing.Row);
    }

    [Fact]
    public async Task A_row_needs_its_reference_at_run_time_too()
    {
        var run = await _ledger.StartRunAsync("rows.csv");
        PayloadReference? forgotten = null;
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _ledger.CreateRowAsync(run.Id, 0, forgotten!));
        Assert.Empty(await ListAsync(_ledger.ReadRowsAsync(run.Id)));
    }

    [Theory]
    [InlineData("NULL")]
    [InlineData("x'00'")]
    [InlineData("'a text of thirty-two characters.'")]
    public async Task The_database_itself_refuses_a_row_without_a_payload(string hash)
    {
        await _ledger.StartRunAsync("rows.csv");
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES (1, 0, 0, {hash}, 0, 0)";
        Assert.Equal(19, (await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync())).SqliteErrorCode);
    }

    [Fact]
    public async Task Two_ledgers_on_one_file_record_side_by_side()
    {
        await using var second = await SqliteLedger.OpenAsync(Database, _payloads);
        var payload = await StoreAsync("same for all");
        var runs = await Task.WhenAll(new[] { _ledger, second }.Select(ledger => Task.Run(async () =>
        {
            var run = await ledger.StartRunAsync("rows.csv");
            for (var index = 0; index < 100; index++)
                await ledger.CreateRowAsync(run.Id, index, payload);
            return run;
        })));
        foreach (var run in runs)
            Assert.Equal(100, (await ListAsync(_ledger.ReadRowsAsync(run.Id))).Count);
    }

    [Fact]
    public async Task A_cancelled_call_records_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _ledger.StartRunAsync("rows.csv", new CancellationToken(canceled: true)));
        Assert.Empty(await ListAsync(_ledger.ReadRunsAsync()));
    }

    [Fact]
    public async Task A_payload_of_another_store_is_no_payload_of_this_row()
    {
        var elsewhere = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(_folder, "elsewhere")));
        var run = await _ledger.StartRunAsync("rows.csv");
        var foreign = await elsewhere.StoreAsync("raw"u8.ToArray());
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await _ledger.CreateRowAsync(run.Id, 0, foreign));
        Assert.Empty(await ListAsync(_ledger.ReadRowsAsync(run.Id)));
    }

    [Fact]
    public async Task Waiting_for_another_process_can_be_cancelled()
    {
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=false");
        await other.OpenAsync();
        await using var transaction = other.BeginTransaction(deferred: false);
        using var cancelled = new CancellationTokenSource();
        var waiting = _ledger.StartRunAsync("rows.csv", cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await transaction.RollbackAsync();
        Assert.Empty(await ListAsync(_ledger.ReadRunsAsync()));
    }

    [Fact]
    public async Task A_ledger_that_is_there_opens_while_another_process_writes()
    {
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=false");
        await other.OpenAsync();
        await using var transaction = other.BeginTransaction(deferred: false);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var existing = await SqliteLedger.OpenOrCreateAsync(Database, _payloads, cancellationToken: limit.Token);
        Assert.Empty(await ListAsync(existing.ReadRunsAsync()));
    }

    [Fact]
    public async Task A_closed_ledger_says_so_to_whoever_comes_late()
    {
        var closing = _ledger.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _ledger.StartRunAsync("late"));
        await closing;
        await _ledger.DisposeAsync();
        _ledger = await SqliteLedger.OpenAsync(Database, _payloads);
    }

    private async Task<PayloadReference> StoreAsync(string content) => await _payloads.StoreAsync(Encoding.UTF8.GetBytes(content));

    private async Task ReopenAsync()
    {
        await _ledger.DisposeAsync();
        _ledger = await SqliteLedger.OpenAsync(Database, _payloads);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
