using System.Data;
using System.Data.Common;
using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger.Sql;

/// <summary>What rows and outputs refer to, in the order of the hashes.</summary>
internal static class ReferenceStatements
{
    private const int ReferencesAPage = 1000;

    private const string Rows = """
        SELECT r.payload_hash, r.payload_length, MIN(r.id) FROM row AS r
        WHERE NOT EXISTS (
            SELECT 1 FROM retention AS t JOIN run ON run.id = r.run_id
            WHERE t.payload_hash = r.payload_hash AND t.gone_at IS NOT NULL AND run.ended_at <= t.ended_before)
        """;

    private const string Outputs = """
        SELECT o.output_hash, o.output_length, MIN(r.id) FROM outcome AS o
        JOIN row AS r ON r.run_id = o.run_id AND r.source = o.source AND r.row_index = o.row_index
        WHERE o.output_hash IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM retention AS t JOIN run ON run.id = o.run_id
            WHERE t.payload_hash = o.output_hash AND t.gone_at IS NOT NULL AND run.ended_at <= t.ended_before)
        """;

    private const string GroupRows = "GROUP BY r.payload_hash, r.payload_length ORDER BY r.payload_hash, r.payload_length LIMIT @limit";
    private const string GroupOutputs = "GROUP BY o.output_hash, o.output_length ORDER BY o.output_hash, o.output_length LIMIT @limit";

    /// <summary>A page of the rows' payloads that no purge took.</summary>
    public static ValueTask<List<LedgerReference>> ListRowsAsync(SqlSession session, LedgerReference? last, CancellationToken cancellationToken) =>
        session.ListAsync($"{Rows} AND (r.payload_hash, r.payload_length) > (@hash, @length) {GroupRows}", PageAfter(last), Reference, cancellationToken);

    /// <summary>A page of the outputs that no purge took.</summary>
    public static ValueTask<List<LedgerReference>> ListOutputsAsync(SqlSession session, LedgerReference? last, CancellationToken cancellationToken) =>
        session.ListAsync($"{Outputs} AND (o.output_hash, o.output_length) > (@hash, @length) {GroupOutputs}", PageAfter(last), Reference, cancellationToken);

    /// <summary>Who refers to a payload, a row before an output.</summary>
    public static async ValueTask<LedgerReference?> FindAsync(SqlSession session, PayloadHash payload, CancellationToken cancellationToken)
    {
        SqlValue[] values = [new("@hash", payload), new("@limit", 1)];
        var rows = await session.ListAsync($"{Rows} AND r.payload_hash = @hash {GroupRows}", values, Reference, cancellationToken).ConfigureAwait(false);
        var found = rows.Count > 0 ? rows : await session.ListAsync($"{Outputs} AND o.output_hash = @hash {GroupOutputs}", values, Reference, cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    private static SqlValue[] PageAfter(LedgerReference? last) => [Hash(last), new("@length", last?.Length ?? -1), new("@limit", ReferencesAPage)];

    // Before all of them where there is no last one: no payload has a negative length.
    private static SqlValue Hash(LedgerReference? last) => last is null ? new("@hash", DbType.Binary, new byte[PayloadHash.SizeInBytes]) : new("@hash", last.Payload);

    private static LedgerReference Reference(DbDataReader reader) => new(reader.GetHash(0), reader.GetInt64(1), new RowId(reader.GetInt64(2)));
}
