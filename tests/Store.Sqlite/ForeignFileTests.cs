using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Sqlite.Tests;

public sealed class ForeignFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;
    private readonly PayloadStore _payloads;

    public ForeignFileTests() => _payloads = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(_folder, "objects")));

    private string Database => Path.Combine(_folder, "ledger.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_stays()
    {
        var content = string.Concat(Enumerable.Repeat("Dear diary, ", 1000));
        await File.WriteAllTextAsync(Database, content);
        await RefusedAsync("is no SQLite database");
        Assert.Equal(content, await File.ReadAllTextAsync(Database));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_stays()
    {
        await Statements.RunAsync(Database, "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('https://example.org')");
        var before = await File.ReadAllBytesAsync(Database);
        await RefusedAsync("not a Guarded ledger");
        Assert.Equal(before, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task A_database_that_another_program_left_in_the_middle_of_its_work_stays_so()
    {
        await using var other = await Statements.OpenAsync(Database); // while it is open, its log stays
        await Statements.RunAsync(other, "PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('https://example.org')");
        File.Copy(Database, Database + ".left");
        File.Copy(Database + "-wal", Database + ".left-wal");
        var before = (await File.ReadAllBytesAsync(Database + ".left"), await File.ReadAllBytesAsync(Database + ".left-wal"));

        await Assert.ThrowsAsync<LedgerFormatException>(() => SqliteLedger.OpenOrCreateAsync(Database + ".left", _payloads));
        Assert.Equal(before.Item1, await File.ReadAllBytesAsync(Database + ".left"));
        Assert.Equal(before.Item2, await File.ReadAllBytesAsync(Database + ".left-wal"));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused_and_stays()
    {
        await (await SqliteLedger.OpenOrCreateAsync(Database, _payloads)).DisposeAsync();
        await Statements.RunAsync(Database, "PRAGMA user_version = 3");
        var before = await File.ReadAllBytesAsync(Database);
        await RefusedAsync("schema version 3");
        Assert.Equal(before, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task A_ledger_that_is_missing_is_only_made_where_that_is_asked_for()
    {
        Assert.Contains("no ledger at", (await Assert.ThrowsAsync<LedgerUnavailableException>(() => SqliteLedger.OpenAsync(Database, _payloads))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
        var folderIsMissing = Path.Combine(_folder, "missing", "ledger.db");
        Assert.Contains("cannot be opened", (await Assert.ThrowsAsync<LedgerUnavailableException>(() => SqliteLedger.OpenOrCreateAsync(folderIsMissing, _payloads))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_a_ledger_only_where_one_is_to_be_made()
    {
        await File.WriteAllBytesAsync(Database, []);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => SqliteLedger.OpenAsync(Database, _payloads));
        await (await SqliteLedger.OpenOrCreateAsync(Database, _payloads)).DisposeAsync();
        await (await SqliteLedger.OpenAsync(Database, _payloads)).DisposeAsync();
    }

    private async Task RefusedAsync(string reason)
    {
        Assert.Contains(reason, (await Assert.ThrowsAsync<LedgerFormatException>(() => SqliteLedger.OpenAsync(Database, _payloads))).Message, StringComparison.Ordinal);
        Assert.Contains(reason, (await Assert.ThrowsAsync<LedgerFormatException>(() => SqliteLedger.OpenOrCreateAsync(Database, _payloads))).Message, StringComparison.Ordinal);
    }
}
