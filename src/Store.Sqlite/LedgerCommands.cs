using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite;

/// <summary>The ledger's statements. Each is one transaction.</summary>
internal static class LedgerCommands
{
    private const int RowsAPage = 1000;
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE

    public static RunId InsertRun(SqliteConnection connection, string source, DateTimeOffset startedAt)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO run (source, status, started_at) VALUES ($source, 1, $started) RETURNING id";
        command.Parameters.AddWithValue("$source", source);
        command.Parameters.AddWithValue("$started", startedAt.ToUnixTimeMilliseconds());
        return new RunId((long)command.ExecuteScalar()!);
    }

    public static RowId InsertRow(SqliteConnection connection, RunId run, long index, PayloadReference payload)
    {
        var hash = new byte[PayloadHash.SizeInBytes];
        payload.Hash.CopyTo(hash);
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO row (run_id, row_index, payload_hash, payload_length)
            SELECT id, $index, $hash, $length FROM run WHERE id = $run AND status = 1
            RETURNING id
            """;
        command.Parameters.AddWithValue("$run", run.Value);
        command.Parameters.AddWithValue("$index", index);
        command.Parameters.AddWithValue("$hash", hash);
        command.Parameters.AddWithValue("$length", payload.Length);
        try
        {
            return command.ExecuteScalar() is long id ? new RowId(id) : throw NotRunning(connection, run);
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode == UniqueViolation)
        {
            throw new LedgerException($"Run {run} has recorded its row {index} already. The first one stays.", exception);
        }
    }

    public static RunId EndRun(SqliteConnection connection, RunId run, RunStatus status, DateTimeOffset endedAt)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE run SET status = $status, ended_at = $ended WHERE id = $run AND status = 1";
        command.Parameters.AddWithValue("$run", run.Value);
        command.Parameters.AddWithValue("$status", (int)status);
        command.Parameters.AddWithValue("$ended", endedAt.ToUnixTimeMilliseconds());
        return command.ExecuteNonQuery() == 1 ? run : throw NotRunning(connection, run);
    }

    public static List<LedgerRun> ReadRuns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, source, status, started_at, ended_at FROM run ORDER BY id";
        using var reader = command.ExecuteReader();
        var runs = new List<LedgerRun>();
        while (reader.Read())
            runs.Add(Run(reader, first: 0));
        return runs;
    }

    public static List<LedgerRow> ReadRows(SqliteConnection connection, RunId run, long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT id, run_id, row_index, payload_hash, payload_length FROM row
            WHERE run_id = $run AND row_index > $after ORDER BY row_index LIMIT $limit
            """;
        command.Parameters.AddWithValue("$run", run.Value);
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$limit", RowsAPage);
        using var reader = command.ExecuteReader();
        var rows = new List<LedgerRow>();
        while (reader.Read())
            rows.Add(Row(reader));
        return rows;
    }

    public static (LedgerRun Run, LedgerRow Row)? FindRow(SqliteConnection connection, RowId row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT row.id, run_id, row_index, payload_hash, payload_length, run.id, source, status, started_at, ended_at
            FROM row JOIN run ON run.id = row.run_id WHERE row.id = $row
            """;
        command.Parameters.AddWithValue("$row", row.Value);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (Run(reader, first: 5), Row(reader)) : null;
    }

    private static LedgerRun Run(SqliteDataReader reader, int first) => new(
        new RunId(reader.GetInt64(first)),
        reader.GetString(first + 1),
        (RunStatus)reader.GetInt32(first + 2),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(first + 3)),
        reader.IsDBNull(first + 4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(first + 4)));

    private static LedgerRow Row(SqliteDataReader reader) => new(
        new RowId(reader.GetInt64(0)),
        new RunId(reader.GetInt64(1)),
        reader.GetInt64(2),
        PayloadHash.FromBytes(reader.GetFieldValue<byte[]>(3)),
        reader.GetInt64(4));

    private static LedgerException NotRunning(SqliteConnection connection, RunId run)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT status FROM run WHERE id = $run";
        command.Parameters.AddWithValue("$run", run.Value);
        return command.ExecuteScalar() is long status
            ? new LedgerException($"Run {run} has ended ({(RunStatus)status}): it takes no more. Start another run.")
            : new LedgerException($"The ledger has no run {run}. Start one with StartRunAsync.");
    }
}
