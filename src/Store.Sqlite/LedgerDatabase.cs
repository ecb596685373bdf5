using System.Diagnostics;
using Guarded.Store.Ledger;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite;

/// <summary>One connection to a ledger's file. SQLite works synchronously, so each call has the connection to itself on a pool thread.</summary>
internal sealed class LedgerDatabase : IAsyncDisposable
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _turn = new(1);
    private bool _closed;

    static LedgerDatabase() => SQLitePCL.Batteries_V2.Init();

    private LedgerDatabase(SqliteConnection connection) => _connection = connection;

    public static async Task<LedgerDatabase> OpenAsync(string path, bool create, CancellationToken cancellationToken)
    {
        var exists = LedgerFile.Exists(path);
        if (!exists && !create)
        {
            throw new LedgerException(File.Exists(path)
                ? $"'{path}' is empty: the creation of a ledger was interrupted there. Finish it with OpenOrCreateAsync."
                : $"There is no ledger at '{path}'. Check the path, or create one with OpenOrCreateAsync.");
        }
        var database = new LedgerDatabase(new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = 1, // how long SQLite itself waits for another process, before the token is looked at again
            Pooling = false,
        }.ToString()));
        try
        {
            await database.RunAsync(connection => Prepare(connection, create: !exists), cancellationToken).ConfigureAwait(false);
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one transaction, alone on the connection. Waits for other processes, and no longer than 30 s.</summary>
    public async ValueTask<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteLedger));
            return await Task.Run(() => WaitForOthers(work, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw Explained(exception, _connection.DataSource);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _closed = true;
            _connection.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    // A transaction that met another's lock has done nothing, so it is safe to run it again.
    private T WaitForOthers<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return work(_connection);
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == Busy && Stopwatch.GetElapsedTime(started) < LongestWait)
            {
                continue;
            }
        }
    }

    // Creating is one transaction, so that two processes can race here. A ledger that is there is opened without a lock.
    private static bool Prepare(SqliteConnection connection, bool create)
    {
        connection.Open();
        if (create)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            if (Scalar(connection, "PRAGMA application_id") is 0L)
                Execute(connection, $"PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = {LedgerSchema.Version}; {LedgerSchema.Create}");
            transaction.Commit();
        }
        // Kept in the file. Only asked for where it is missing, so that reading a ledger writes nothing.
        if (Scalar(connection, "PRAGMA journal_mode") is not "wal" && Scalar(connection, "PRAGMA journal_mode = WAL") is not "wal")
            throw new LedgerException($"The ledger '{connection.DataSource}' cannot have a write-ahead log where it lies. Keep it on a local disk.");
        Execute(connection, "PRAGMA synchronous = FULL");
        return true;
    }

    private static object? Scalar(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    private static LedgerException Explained(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        Busy => new LedgerException($"Another process has held the ledger '{path}' for {LongestWait.TotalSeconds} seconds. Nothing was recorded. Try again when it is done.", exception),
        ReadOnly => new LedgerException($"The ledger '{path}' may not be written by this user. SQLite's write-ahead log needs that of the file and its folder, also to read.", exception),
        CannotOpen => new LedgerException($"The ledger '{path}' cannot be opened. Check that its folder exists and that this user may write there.", exception),
        _ => new LedgerException($"The ledger '{path}' refused: {exception.Message} Nothing was recorded.", exception),
    };
}
