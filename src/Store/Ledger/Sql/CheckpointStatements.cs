namespace Guarded.Store.Ledger.Sql;

/// <summary>Checkpoints in the database.</summary>
internal static class CheckpointStatements
{
    public static async ValueTask SetAsync(SqlSession session, RunId run, string name, string value, DateTimeOffset now)
    {
        const string Set = """
            INSERT INTO checkpoint (run_id, name, value, recorded_at) VALUES (@run, @name, @value, @now)
            ON CONFLICT (run_id, name) DO UPDATE SET value = excluded.value, recorded_at = excluded.recorded_at
            """;
        await session.ExecuteAsync(Set, [new("@run", run.Value), new("@name", name), new("@value", value), new("@now", now)]).ConfigureAwait(false);
    }

    public static async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(SqlSession session, RunId run, CancellationToken cancellationToken)
    {
        const string Read = "SELECT name, value FROM checkpoint WHERE run_id = @run";
        var checkpoints = await session.ListAsync(Read, [new("@run", run.Value)], reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)), cancellationToken).ConfigureAwait(false);
        return new Dictionary<string, string>(checkpoints);
    }
}
