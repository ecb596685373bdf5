using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>The advisory lock on recording: its key is the table <c>ledger</c>, and it ends with its transaction.</summary>
internal static class WriteLock
{
    public const string Share = "SELECT pg_advisory_xact_lock_shared('ledger'::regclass::int, 0)";
    public const string TakeAlone = "SELECT pg_advisory_xact_lock('ledger'::regclass::int, 0)";

    private const string Holders = """
        SELECT string_agg(format('''%s'' (server process %s)', COALESCE(NULLIF(a.application_name, ''), a.usename), a.pid), ', ' ORDER BY a.pid)
        FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid JOIN pg_database AS d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND l.classid = 'ledger'::regclass AND l.objid = 0 AND l.objsubid = 2
            AND d.datname = current_database() AND l.granted AND l.pid <> pg_backend_pid()
        """;

    /// <summary>Who has it, in an error's words: what they call their connections, which is the process where they give no name.</summary>
    public static async ValueTask<string> DescribeHoldersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Holders, connection);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string ?? "Another session";
    }
}
