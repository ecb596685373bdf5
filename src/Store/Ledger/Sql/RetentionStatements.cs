using System.Data.Common;
using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger.Sql;

/// <summary>The retention log in the database, and what it asks of rows and outputs.</summary>
internal static class RetentionStatements
{
    public const string Explain = $"""
        SELECT {Columns} FROM retention
        WHERE payload_hash = @hash AND ended_before >= @ended ORDER BY id DESC LIMIT 1
        """;

    public const string ReadMark = "SELECT COALESCE(MAX(id), 0), EXISTS (SELECT 1 FROM retention WHERE gone_at IS NULL) FROM retention";
    public const string IsKept = $"SELECT 1 WHERE {Kept}";

    private const string Columns = "id, payload_hash, payload_length, policy, ended_before, decided_at, gone_at";
    private const int EntriesAPage = 1000;

    // Whether a run that has not ended by a time refers to a payload.
    private const string Kept = """
        EXISTS (SELECT 1 FROM row AS r JOIN run ON run.id = r.run_id
            WHERE r.payload_hash = @hash AND (run.ended_at IS NULL OR run.ended_at > @before))
        OR EXISTS (SELECT 1 FROM outcome AS o JOIN run ON run.id = o.run_id
            WHERE o.output_hash = @hash AND (run.ended_at IS NULL OR run.ended_at > @before))
        """;

    public static async ValueTask<PurgeMark> ReadMarkAsync(SqlSession session)
    {
        return (await session.ListAsync(ReadMark, [], reader => new PurgeMark(reader.GetInt64(0), reader.GetBoolean(1))).ConfigureAwait(false)).Single();
    }

    /// <summary>The next run whose payloads nothing keeps any more by its age, and that no purge has been through.</summary>
    public static async ValueTask<(RunId Run, DateTimeOffset EndedAt)?> FindExpiredRunAsync(SqlSession session, DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string Find = "SELECT id, ended_at FROM run WHERE ended_at <= @before AND purged_at IS NULL ORDER BY ended_at, id LIMIT 1";
        var found = await session.ListAsync(Find, [new("@before", before)], reader => (new RunId(reader.GetInt64(0)), reader.GetTime(1)), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public static async ValueTask MarkPurgedAsync(SqlSession session, RunId run, DateTimeOffset now)
    {
        const string Mark = "UPDATE run SET purged_at = @now WHERE id = @run AND ended_at IS NOT NULL";
        await session.ExecuteAsync(Mark, [new("@now", now), new("@run", run.Value)]).ConfigureAwait(false);
    }

    /// <summary>Whether a payload was entered to go. It is not where a younger run keeps it, or where it went already for this run's age.</summary>
    public static async ValueTask<bool> TryDecideAsync(SqlSession session, PayloadHash payload, long length, RetentionPolicy policy, DateTimeOffset before, DateTimeOffset now)
    {
        const string Decide = $"""
            INSERT INTO retention (payload_hash, payload_length, policy, ended_before, decided_at)
            SELECT @hash, @length, @policy, @before, @now WHERE NOT ({Kept})
            ON CONFLICT DO NOTHING
            """;
        return await session.ExecuteAsync(Decide,
        [
            new("@hash", payload), new("@length", length), new("@policy", policy.Name), new("@before", before), new("@now", now),
        ]).ConfigureAwait(false) == 1;
    }

    public static async ValueTask<bool> WentAsync(SqlSession session, PayloadHash payload, DateTimeOffset endedAt) =>
        await session.FindAsync("SELECT 1 FROM retention WHERE payload_hash = @hash AND ended_before >= @ended AND gone_at IS NOT NULL LIMIT 1",
            [new("@hash", payload), new("@ended", endedAt)]).ConfigureAwait(false) is not null;

    public static async ValueTask<bool> IsKeptAsync(SqlSession session, PayloadHash payload, DateTimeOffset before) =>
        await session.FindAsync(IsKept, [new("@hash", payload), new("@before", before)]).ConfigureAwait(false) is not null;

    public static ValueTask<List<NumberedEntry>> ListUnfinishedAsync(SqlSession session, long after, int limit)
    {
        const string List = $"SELECT {Columns} FROM retention WHERE gone_at IS NULL AND id > @after ORDER BY id LIMIT @limit";
        return session.ListAsync(List, [new("@after", after), new("@limit", limit)], Numbered);
    }

    public static async ValueTask TakeBackAsync(SqlSession session, long entry) =>
        await session.ExecuteAsync("DELETE FROM retention WHERE id = @id AND gone_at IS NULL", [new("@id", entry)]).ConfigureAwait(false);

    public static async ValueTask FinishAsync(SqlSession session, long entry, DateTimeOffset now) =>
        await session.ExecuteAsync("UPDATE retention SET gone_at = @now WHERE id = @id", [new("@now", now), new("@id", entry)]).ConfigureAwait(false);

    public static ValueTask<List<NumberedEntry>> ListAsync(SqlSession session, long after, CancellationToken cancellationToken)
    {
        const string List = $"SELECT {Columns} FROM retention WHERE id > @after ORDER BY id LIMIT @limit";
        return session.ListAsync(List, [new("@after", after), new("@limit", EntriesAPage)], Numbered, cancellationToken);
    }

    /// <summary>The last entry that took, or is to take, a payload for the age of a run that ended then.</summary>
    public static async ValueTask<RetentionEntry?> FindAsync(SqlSession session, PayloadHash payload, DateTimeOffset endedAt, CancellationToken cancellationToken) =>
        (await session.ListAsync(Explain, [new("@hash", payload), new("@ended", endedAt)], Numbered, cancellationToken).ConfigureAwait(false)).SingleOrDefault()?.Entry;

    private static NumberedEntry Numbered(DbDataReader reader) =>
        new(reader.GetInt64(0), new RetentionEntry(reader.GetHash(1), reader.GetInt64(2), reader.GetString(3), reader.GetTime(4), reader.GetTime(5), reader.GetTimeOrNull(6)));
}
