using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite.Tests;

/// <summary>What the tables themselves refuse, whoever writes to them.</summary>
public sealed class SqliteLedgerTests : IAsyncLifetime
{
    private const int ConstraintViolation = 19;
    private const string Hash = "x'0000000000000000000000000000000000000000000000000000000000000001'";

    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;
    private SqliteLedger _ledger = null!;

    private string Database => Path.Combine(_folder, "ledger.db");

    public async Task InitializeAsync()
    {
        var payloads = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(_folder, "objects")));
        _ledger = await SqliteLedger.OpenOrCreateAsync(Database, payloads);
        // Run 1 has sources 0 and 1 and a row in the second; run 2 has source 0 and a row there.
        var first = await _ledger.StartRunAsync("one.csv");
        var second = await _ledger.StartRunAsync("two.csv");
        var payload = await payloads.StoreAsync(Encoding.UTF8.GetBytes("raw"));
        await _ledger.CreateRowAsync((await _ledger.AddSourceAsync(first.Id, "more.csv")).Id, 0, payload);
        await _ledger.CreateRowAsync(second.Id, 7, payload);
    }

    public async Task DisposeAsync()
    {
        await _ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("NULL")]
    [InlineData("x'00'")]
    [InlineData("'a text of thirty-two characters.'")]
    [InlineData("12345678901234567890123456789012")]
    public Task A_row_without_a_payload(string hash) =>
        RefusedAsync($"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES (1, 0, 0, {hash}, 3, 0)");

    [Theory]
    [InlineData("NULL")]
    [InlineData("-1")]
    [InlineData("'3 bytes'")]
    public Task A_row_without_its_payloads_length(string length) =>
        RefusedAsync($"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES (1, 0, 0, {Hash}, {length}, 0)");

    [Fact]
    public Task A_row_that_loses_its_payload() => RefusedAsync("UPDATE row SET payload_hash = NULL WHERE run_id = 1");

    [Theory]
    [InlineData("1, 1, 0")] // the index is taken
    [InlineData("2, 1, 0")] // a source of the other run
    [InlineData("3, 0, 0")] // no such run
    public Task A_row_out_of_place(string place) =>
        RefusedAsync($"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES ({place}, {Hash}, 3, 0)");

    [Theory]
    [InlineData("1, 0, 7")] // a row of the other run
    [InlineData("2, 0, 0")] // no such row
    public async Task What_hangs_on_another_runs_row(string row)
    {
        await RefusedAsync($"INSERT INTO outcome (run_id, source, row_index, node, attempt, status, duration, recorded_at) VALUES ({row}, 'n', 1, 1, 0, 0)");
        await RefusedAsync($"INSERT INTO row_attachment (run_id, source, row_index, position, attachment) VALUES ({row}, 0, '{new string('a', 32)}')");
    }

    [Theory]
    [InlineData("1, NULL, NULL, 'an error'")] // succeeded with an error
    [InlineData("2, NULL, NULL, NULL")]       // failed without one
    [InlineData("3, " + Hash + ", 3, NULL")]  // skipped with an output
    [InlineData("1, " + Hash + ", NULL, NULL")]
    [InlineData("4, NULL, NULL, NULL")]
    public Task An_outcome_that_contradicts_itself(string outcome) =>
        RefusedAsync($"INSERT INTO outcome (run_id, source, row_index, node, attempt, duration, recorded_at, status, output_hash, output_length, error) VALUES (1, 1, 0, 'n', 1, 0, 0, {outcome})");

    [Fact]
    public async Task A_run_that_is_running_and_has_ended()
    {
        await RefusedAsync("UPDATE run SET ended_at = 1 WHERE id = 1");
        await RefusedAsync("UPDATE run SET status = 2 WHERE id = 1");
    }

    [Fact]
    public async Task A_run_or_a_row_that_others_hang_on_to_go()
    {
        await RefusedAsync("DELETE FROM run WHERE id = 1");
        await RefusedAsync("DELETE FROM source WHERE run_id = 1 AND number = 1");
    }

    private async Task RefusedAsync(string statement) =>
        Assert.Equal(ConstraintViolation, (await Assert.ThrowsAsync<SqliteException>(() => Statements.RunAsync(Database, statement))).SqliteErrorCode);
}
