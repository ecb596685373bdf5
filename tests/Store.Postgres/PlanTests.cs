using System.Text.Json;
using Guarded.Store.Ledger;

namespace Guarded.Store.Postgres.Tests;

public sealed class PlanTests : LedgerTest
{
    // auto_explain shows the plans that were really run, each with what it read.
    private const string Explaining = "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_format=json -c client_min_messages=log";

    [SkippableFact]
    public async Task A_row_among_many_is_explained_by_look_ups_in_indexes_alone()
    {
        var ledger = await OpenAsync();
        var run = await ledger.StartRunAsync("rows.csv");
        await Schema.AskAsync($"""
            INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at)
                SELECT {run.Id}, 0, i, sha256(i::text::bytea), 1, 0 FROM generate_series(0, 99999) AS i;
            INSERT INTO outcome (run_id, source, row_index, node, attempt, status, output_hash, output_length, duration, recorded_at)
                SELECT {run.Id}, 0, i, 'node', 1, 1, sha256(('output ' || i)::bytea), 1, 0, 0 FROM generate_series(0, 99999) AS i;
            INSERT INTO retention (payload_hash, payload_length, policy, ended_before, decided_at, gone_at)
                SELECT sha256(('old ' || i)::bytea), 1, 'house rules', 1, 1, 1 FROM generate_series(0, 99999) AS i;
            ANALYZE row, outcome, retention, run, source
            """);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        var watching = new Watching();
        await using var source = watching.Connect(PostgresServer.With(settings => settings.Options = Explaining));
        await using var explaining = await PostgresLedger.OpenAsync(source, Payloads, Schema.Options);
        await explaining.ExplainAsync(new RowId(1));
        watching.Clear();

        var explained = await explaining.ExplainAsync(new RowId(77777));
        Assert.Equal(77776, explained.Row.Index);
        Assert.Single(explained.Outcomes);
        var scans = watching.Notices.SelectMany(Scans).ToList();
        Assert.Superset(new HashSet<string> { "row", "outcome", "retention" }, scans.Select(scan => scan.Table).ToHashSet());
        // The run's own tables are a page each, and read whole by any planner.
        Assert.All(scans.Where(scan => scan.Table is not ("run" or "source")), scan =>
        {
            Assert.StartsWith("Index", scan.Kind, StringComparison.Ordinal);
            Assert.NotNull(scan.Condition);
            Assert.True(scan.Read <= 1, $"{scan} read more than it needed");
        });
    }

    private static IEnumerable<Scan> Scans(string notice)
    {
        const string Plan = "plan:";
        var at = notice.IndexOf(Plan, StringComparison.Ordinal);
        if (at < 0)
            return [];
        using var document = JsonDocument.Parse(notice[(at + Plan.Length)..]);
        return [.. Scans(document.RootElement.GetProperty("Plan"))];
    }

    private static IEnumerable<Scan> Scans(JsonElement node)
    {
        if (node.TryGetProperty("Relation Name", out var table))
        {
            var removed = node.TryGetProperty("Rows Removed by Filter", out var rows) ? rows.GetDouble() : 0;
            yield return new Scan(table.GetString()!, node.GetProperty("Node Type").GetString()!,
                node.TryGetProperty("Index Cond", out var condition) ? condition.GetString() : null, node.GetProperty("Actual Rows").GetDouble() + removed);
        }
        if (node.TryGetProperty("Plans", out var below))
            foreach (var scan in below.EnumerateArray().SelectMany(Scans))
                yield return scan;
    }

    private sealed record Scan(string Table, string Kind, string? Condition, double Read);
}
