using Guarded.Store.Ledger.Sql;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests;

namespace Guarded.Store.Sqlite.Tests;

/// <summary>What is asked often is looked up in an index, however many rows there are.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private const string LastOfAll = "SEARCH TABLE retention"; // by the row number, which needs no index

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> LookedUp => [.. Statements()];

    [Theory]
    [MemberData(nameof(LookedUp))]
    public async Task A_statement_of_explain_or_of_each_transaction_scans_nothing(string sql)
    {
        var plan = await PlanAsync(sql);
        Assert.NotEmpty(plan);
        // The only index that is read from its beginning holds what purges have left unfinished.
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && step is not "SCAN CONSTANT ROW" and not "SCAN TABLE retention USING INDEX retention_unfinished");
        Assert.Contains(plan, step => step == LastOfAll || (step.StartsWith("SEARCH", StringComparison.Ordinal) && step.Contains(" USING ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_scan_is_seen_in_a_plan() =>
        Assert.Contains(await PlanAsync("SELECT 1 FROM row WHERE data_hash = @hash"), step => step.StartsWith("SCAN", StringComparison.Ordinal));

    private static IEnumerable<string> Statements() =>
    [
        RowStatements.FindRow, OutcomeStatements.OfRow, RetentionStatements.Explain, RunStatements.FindRun, RunStatements.ListSources,
        RetentionStatements.ReadMark, RetentionStatements.IsKept, RunStatements.FindState,
    ];

    private async Task<List<string>> PlanAsync(string sql)
    {
        var database = _folder["ledger.db"];
        var payloads = new PayloadStore(new MemoryObjectStore());
        await (await SqliteLedger.OpenOrCreateAsync(database, payloads)).DisposeAsync();
        await using var connection = await Tests.Statements.OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in sql.Split('@').Skip(1).Select(rest => string.Concat(rest.TakeWhile(char.IsLetter))).Distinct())
            command.Parameters.AddWithValue($"@{name}", 1);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(3));
        return plan;
    }
}
