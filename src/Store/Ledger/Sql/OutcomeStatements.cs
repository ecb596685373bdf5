using System.Data.Common;

namespace Guarded.Store.Ledger.Sql;

/// <summary>Outcomes in the database.</summary>
internal static class OutcomeStatements
{
    public const string OfRow = $"SELECT {Columns} FROM outcome WHERE run_id = @run AND source = @source AND row_index = @index ORDER BY recorded_at, place, node, attempt";

    private const string Columns = "run_id, source, row_index, node, attempt, status, output_hash, output_length, error, duration, recorded_at";
    private const int OutcomesAPage = 1000;

    public static async ValueTask InsertAsync(SqlSession session, NewOutcome outcome, int place, DateTimeOffset now)
    {
        const string Insert = $"""
            INSERT INTO outcome ({Columns}, place)
            SELECT run_id, source, row_index, @node, @attempt, @status, @output, @length, @error, @duration, @now, @place
            FROM row WHERE run_id = @run AND source = @source AND row_index = @index
            ON CONFLICT DO NOTHING
            """;
        var recorded = await session.ExecuteAsync(Insert,
        [
            new("@node", outcome.Node), new("@attempt", outcome.Attempt), new("@status", (int)outcome.Status), new("@output", outcome.Output?.Hash),
            new("@length", outcome.Output?.Length), new("@error", outcome.Error), new("@duration", (long)outcome.Duration.TotalMicroseconds), new("@now", now), new("@place", place),
            new("@run", outcome.Source.Run.Value), new("@source", outcome.Source.Number), new("@index", outcome.Index),
        ]).ConfigureAwait(false);
        if (recorded == 0)
        {
            throw await RowStatements.ExistsAsync(session, outcome.Source, outcome.Index).ConfigureAwait(false)
                ? new OutcomeExistsException(outcome)
                : new RowNotFoundException(outcome.Source, outcome.Index);
        }
    }

    /// <summary>What became of a run's rows, a page that comes after one of them.</summary>
    public static async ValueTask<List<NodeOutcome>> ListAsync(SqlSession session, RunId run, NodeOutcome? after, CancellationToken cancellationToken)
    {
        const string List = $"""
            SELECT {Columns} FROM outcome
            WHERE run_id = @run AND (source, row_index, node, attempt) > (@source, @index, @node, @attempt)
            ORDER BY source, row_index, node, attempt LIMIT @limit
            """;
        return await session.ListAsync(List,
        [
            new("@run", run.Value), new("@source", after?.Source.Number ?? -1), new("@index", after?.Index ?? -1),
            new("@node", after?.Node ?? ""), new("@attempt", after?.Attempt ?? 0), new("@limit", OutcomesAPage),
        ], Outcome, cancellationToken).ConfigureAwait(false);
    }

    public static ValueTask<List<NodeOutcome>> ListAsync(SqlSession session, LedgerRow row, CancellationToken cancellationToken) =>
        session.ListAsync(OfRow, [new("@run", row.Run.Value), new("@source", row.Source.Number), new("@index", row.Index)], Outcome, cancellationToken);

    public static async ValueTask<List<NodeSummary>> SummarizeAsync(SqlSession session, RunId run, CancellationToken cancellationToken)
    {
        const string Summarize = """
            SELECT node, COUNT(CASE status WHEN 1 THEN 1 END), COUNT(CASE status WHEN 2 THEN 1 END), COUNT(CASE status WHEN 3 THEN 1 END)
            FROM outcome WHERE run_id = @run GROUP BY node
            """;
        var nodes = await session.ListAsync(Summarize, [new("@run", run.Value)],
            reader => new NodeSummary(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)), cancellationToken).ConfigureAwait(false);
        return [.. nodes.OrderBy(node => node.Node, StringComparer.Ordinal)];
    }

    private static NodeOutcome Outcome(DbDataReader reader) =>
        new(reader.GetSource(0, 1), reader.GetInt64(2), reader.GetString(3), (int)reader.GetInt64(4), (OutcomeStatus)reader.GetInt64(5))
        {
            Output = reader.GetHashOrNull(6),
            OutputLength = reader.GetInt64OrNull(7),
            Error = reader.GetStringOrNull(8),
            Duration = TimeSpan.FromMicroseconds(reader.GetInt64(9)),
            RecordedAt = reader.GetTime(10),
        };
}
