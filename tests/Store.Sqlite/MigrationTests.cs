using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests;

namespace Guarded.Store.Sqlite.Tests;

public sealed class MigrationTests : IDisposable
{
    // The schema as version 1 made it.
    private const string Version1 = """
        PRAGMA application_id = 1196573772; PRAGMA user_version = 1;
        CREATE TABLE run (
            id         INTEGER PRIMARY KEY,
            source     TEXT    NOT NULL CHECK (length(source) > 0),
            status     INTEGER NOT NULL CHECK (status BETWEEN 1 AND 3),
            started_at INTEGER NOT NULL,
            ended_at   INTEGER CHECK ((ended_at IS NULL) = (status = 1))
        );
        CREATE TABLE row (
            id             INTEGER PRIMARY KEY,
            run_id         INTEGER NOT NULL REFERENCES run (id),
            row_index      INTEGER NOT NULL CHECK (row_index >= 0),
            payload_hash   BLOB    NOT NULL CHECK (typeof(payload_hash) = 'blob' AND length(payload_hash) = 32),
            payload_length INTEGER NOT NULL CHECK (payload_length >= 0),
            UNIQUE (run_id, row_index)
        );
        PRAGMA journal_mode = WAL;
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly PayloadStore _payloads;

    public MigrationTests() => _payloads = new PayloadStore(FileObjectStore.OpenOrCreate(_folder["objects"]));

    private string Database => _folder["ledger.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_ledger_of_version_1_keeps_all_that_it_recorded()
    {
        var (first, second) = (await _payloads.StoreAsync("first"u8.ToArray()), await _payloads.StoreAsync("second"u8.ToArray()));
        await Statements.RunAsync(Database, $"""
            {Version1}
            INSERT INTO run VALUES (1, 'ended.csv', 2, 1000, 2000), (2, 'killed.csv', 1, 3000, NULL);
            INSERT INTO row VALUES (10, 1, 0, x'{first}', 5), (11, 2, 0, x'{first}', 5), (12, 2, 1, x'{second}', 6);
            """);

        await using var ledger = await SqliteLedger.OpenAsync(Database, _payloads);
        Assert.Equal(
            [("ended.csv", RunStatus.Completed, Time(1000), Time(2000)), ("killed.csv", RunStatus.Running, Time(3000), null)],
            await ledger.ReadRunsAsync().Select(run => (run.Source, run.Status, run.StartedAt, run.EndedAt)).ToListAsync());
        Assert.Equal(
            [(new RowId(11), 0L, first.Hash, 5L), (new RowId(12), 1L, second.Hash, 6L)],
            await ledger.ReadRowsAsync(new RunId(2)).Select(row => (row.Id, row.Index, row.Payload, row.PayloadLength)).ToListAsync());
        var explained = await ledger.ExplainAsync(new RowId(12));
        Assert.Equal(("killed.csv", Time(3000)), (explained.Source.Name, explained.Row.RecordedAt));
        using var raw = new StreamReader(await explained.Raw.OpenAsync());
        Assert.Equal("second", await raw.ReadToEndAsync());

        await ledger.ResumeRunAsync(new RunId(2));
        Assert.Equal(new RowId(13), (await ledger.CreateRowAsync(new RunId(2), 2, second)).Id);
        Assert.True((await new LedgerVerification(ledger, _payloads).RunAsync()).IsClean);
    }

    [Fact]
    public async Task Of_many_who_open_an_older_ledger_one_brings_it_along()
    {
        await Statements.RunAsync(Database, $"{Version1} INSERT INTO run VALUES (1, 'killed.csv', 1, 3000, NULL);");
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SqliteLedger.OpenAsync(Database, _payloads))));
        foreach (var ledger in ledgers)
        {
            Assert.Equal("killed.csv", (await ledger.ReadRunAsync(new RunId(1))).Source);
            await ledger.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_brought_along_stays_as_it_is()
    {
        // Somebody added a table whose name the new version needs.
        await Statements.RunAsync(Database, $"{Version1} CREATE TABLE source (url TEXT); INSERT INTO run VALUES (1, 'killed.csv', 1, 3000, NULL);");
        await Assert.ThrowsAsync<LedgerException>(() => SqliteLedger.OpenAsync(Database, _payloads));
        Assert.Equal("killed.csv", await Statements.ScalarAsync(Database, "SELECT source FROM run"));
        Assert.Equal(1L, await Statements.ScalarAsync(Database, "PRAGMA user_version"));
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
