using System.Data.Common;
using Guarded.Store.Attachments;

namespace Guarded.Store.Ledger.Sql;

/// <summary>Rows in the database.</summary>
internal static class RowStatements
{
    public const string FindRow = $"SELECT {Columns} FROM row AS r WHERE r.id = @row";

    private const string Columns = "r.id, r.run_id, r.source, r.row_index, r.payload_hash, r.payload_length, r.data_hash, r.recorded_at";
    private const string Page = "r.run_id = @run AND (r.source, r.row_index) > (@source, @index)";
    private const string Order = "ORDER BY r.source, r.row_index LIMIT @limit";
    private const int RowsAPage = 1000;

    /// <summary>Records a row. Its source is there.</summary>
    public static async ValueTask<LedgerRow> InsertAsync(SqlSession session, NewRow row, DateTimeOffset now)
    {
        const string Insert = """
            INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, data_hash, recorded_at)
            VALUES (@run, @source, @index, @hash, @length, @data, @now) ON CONFLICT DO NOTHING RETURNING id
            """;
        var id = await session.FindAsync(Insert,
        [
            new("@run", row.Source.Run.Value), new("@source", row.Source.Number), new("@index", row.Index), new("@hash", row.Payload.Hash),
            new("@length", row.Payload.Length), new("@data", row.DataHash), new("@now", now),
        ]).ConfigureAwait(false) as long? ?? throw new RowExistsException(row.Source, row.Index);
        for (var position = 0; position < row.Attachments.Count; position++)
            await AttachAsync(session, row, position).ConfigureAwait(false);
        return new LedgerRow(new RowId(id), row.Source, row.Index, row.Payload.Hash, row.Payload.Length)
        {
            DataHash = row.DataHash,
            Attachments = [.. row.Attachments],
            RecordedAt = now,
        };
    }

    /// <summary>A run's rows that come after a place, a page of them.</summary>
    public static ValueTask<List<LedgerRow>> ListAsync(SqlSession session, RunId run, LedgerRow? last, CancellationToken cancellationToken)
    {
        const string List = $"SELECT {Columns} FROM row AS r WHERE {Page} {Order}";
        return ListAsync(session, List, [.. PageAfter(run, last)], cancellationToken);
    }

    /// <summary>Of those, the ones that a node has neither succeeded with nor skipped.</summary>
    public static ValueTask<List<LedgerRow>> ListPendingAsync(SqlSession session, RunId run, LedgerRow? last, string node, CancellationToken cancellationToken)
    {
        const string List = $"""
            SELECT {Columns} FROM row AS r WHERE {Page} AND NOT EXISTS (
                SELECT 1 FROM outcome AS o
                WHERE o.run_id = r.run_id AND o.source = r.source AND o.row_index = r.row_index AND o.node = @node AND o.status <> 2)
            {Order}
            """;
        return ListAsync(session, List, [.. PageAfter(run, last), new("@node", node)], cancellationToken);
    }

    public static async ValueTask<LedgerRow?> FindAsync(SqlSession session, RowId row, CancellationToken cancellationToken) =>
        (await ListAsync(session, FindRow, [new("@row", row.Value)], cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public static async ValueTask<bool> ExistsAsync(SqlSession session, SourceId source, long index)
    {
        const string Find = "SELECT 1 FROM row WHERE run_id = @run AND source = @source AND row_index = @index";
        return await session.FindAsync(Find, [new("@run", source.Run.Value), new("@source", source.Number), new("@index", index)]).ConfigureAwait(false) is not null;
    }

    public static async ValueTask<long> CountAsync(SqlSession session, RunId run, CancellationToken cancellationToken) =>
        (long)(await session.FindAsync("SELECT COUNT(*) FROM row WHERE run_id = @run", [new("@run", run.Value)], cancellationToken).ConfigureAwait(false))!;

    private static SqlValue[] PageAfter(RunId run, LedgerRow? last) =>
        [new("@run", run.Value), new("@source", last?.Source.Number ?? -1), new("@index", last?.Index ?? -1), new("@limit", RowsAPage)];

    private static async ValueTask<List<LedgerRow>> ListAsync(SqlSession session, string sql, SqlValue[] values, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(sql, values, Row, cancellationToken).ConfigureAwait(false);
        if (rows.Count == 0)
            return rows;
        var attached = await ListAttachedAsync(session, rows[0], rows[^1], cancellationToken).ConfigureAwait(false);
        return attached.Count == 0 ? rows : rows.ConvertAll(row => row with { Attachments = [.. attached[(row.Source, row.Index)]] });
    }

    private static async ValueTask AttachAsync(SqlSession session, NewRow row, int position)
    {
        const string Insert = """
            INSERT INTO row_attachment (run_id, source, row_index, position, attachment)
            VALUES (@run, @source, @index, @position, @attachment)
            """;
        await session.ExecuteAsync(Insert,
        [
            new("@run", row.Source.Run.Value), new("@source", row.Source.Number), new("@index", row.Index),
            new("@position", position), new("@attachment", row.Attachments[position].ToString()),
        ]).ConfigureAwait(false);
    }

    private static async ValueTask<ILookup<(SourceId Source, long Index), AttachmentId>> ListAttachedAsync(SqlSession session, LedgerRow first, LedgerRow last, CancellationToken cancellationToken)
    {
        const string List = """
            SELECT run_id, source, row_index, attachment FROM row_attachment
            WHERE run_id = @run AND (source, row_index) >= (@source, @first) AND (source, row_index) <= (@to, @last)
            ORDER BY source, row_index, position
            """;
        var attached = await session.ListAsync(List,
        [
            new("@run", first.Run.Value), new("@source", first.Source.Number), new("@first", first.Index), new("@to", last.Source.Number), new("@last", last.Index),
        ], reader => (Row: (reader.GetSource(0, 1), reader.GetInt64(2)), Id: AttachmentId.Parse(reader.GetString(3))), cancellationToken).ConfigureAwait(false);
        return attached.ToLookup(attachment => attachment.Row, attachment => attachment.Id);
    }

    private static LedgerRow Row(DbDataReader reader) =>
        new(new RowId(reader.GetInt64(0)), reader.GetSource(1, 2), reader.GetInt64(3), reader.GetHash(4), reader.GetInt64(5))
        {
            DataHash = reader.GetHashOrNull(6),
            RecordedAt = reader.GetTime(7),
        };
}
