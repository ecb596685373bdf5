using System.Data.Common;
using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger.Sql;

/// <summary>A payload of a run: of a row, or what a node made of one.</summary>
/// <param name="Source">The row's source.</param>
/// <param name="Index">The row's place in it.</param>
/// <param name="Node">The node, or nothing for the row itself.</param>
/// <param name="Attempt">The node's attempt, or 0.</param>
/// <param name="Hash">The payload.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record ReferencedPayload(long Source, long Index, string Node, long Attempt, PayloadHash Hash, long Length)
{
    /// <summary>A page of a run's payloads: its rows' first, then those that nodes made.</summary>
    public static async ValueTask<List<ReferencedPayload>> ListAsync(SqlSession session, RunId run, ReferencedPayload? last, int limit, CancellationToken cancellationToken)
    {
        if (last is { Attempt: > 0 })
            return await ListOutputsAsync(session, run, last, limit, cancellationToken).ConfigureAwait(false);
        var page = await ListRowsAsync(session, run, last, limit, cancellationToken).ConfigureAwait(false);
        return page.Count > 0 ? page : await ListOutputsAsync(session, run, last: null, limit, cancellationToken).ConfigureAwait(false);
    }

    private static ValueTask<List<ReferencedPayload>> ListRowsAsync(SqlSession session, RunId run, ReferencedPayload? last, int limit, CancellationToken cancellationToken)
    {
        const string List = """
            SELECT source, row_index, payload_hash, payload_length FROM row
            WHERE run_id = @run AND (source, row_index) > (@source, @index) ORDER BY source, row_index LIMIT @limit
            """;
        return session.ListAsync(List, [new("@run", run.Value), new("@source", last?.Source ?? -1), new("@index", last?.Index ?? -1), new("@limit", limit)], Read, cancellationToken);

        static ReferencedPayload Read(DbDataReader reader) => new(reader.GetInt64(0), reader.GetInt64(1), "", 0, reader.GetHash(2), reader.GetInt64(3));
    }

    private static ValueTask<List<ReferencedPayload>> ListOutputsAsync(SqlSession session, RunId run, ReferencedPayload? last, int limit, CancellationToken cancellationToken)
    {
        const string List = """
            SELECT source, row_index, node, attempt, output_hash, output_length FROM outcome
            WHERE run_id = @run AND (source, row_index, node, attempt) > (@source, @index, @node, @attempt) AND output_hash IS NOT NULL
            ORDER BY source, row_index, node, attempt LIMIT @limit
            """;
        return session.ListAsync(List,
        [
            new("@run", run.Value), new("@source", last?.Source ?? -1), new("@index", last?.Index ?? -1), new("@node", last?.Node ?? ""),
            new("@attempt", last?.Attempt ?? 0), new("@limit", limit),
        ], Read, cancellationToken);

        static ReferencedPayload Read(DbDataReader reader) =>
            new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3), reader.GetHash(4), reader.GetInt64(5));
    }
}
