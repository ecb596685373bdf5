using Guarded.Store.Ledger;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite;

/// <summary>One connection to a ledger's file. SQLite works synchronously, so each call has the connection to itself on a pool thread.</summary>
internal sealed class LedgerDatabase : IAsyncDisposable
{
    private const int NotADatabase = 26;
    private const int CannotOpen = 14;

    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _turn = new(1);

    static LedgerDatabase() => SQLitePCL.Batteries_V2.Init();

    private LedgerDatabase(SqliteConnection connection) => _connection = connection;

    public static LedgerDatabase Open(string path, bool create)
    {
        if (!create && !File.Exists(path))
            throw new LedgerException($"There is no ledger at '{path}'. Check the path, or create one with OpenOrCreateAsync.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            DefaultTimeout = 30,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            Prepare(connection, path, create);
            return new LedgerDatabase(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Explained(exception, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => work(_connection), CancellationToken.None).ConfigureAwait(false);
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
        _connection.Dispose();
        _turn.Dispose();
    }

    // What the file is gets settled before anything in it is changed; creating is one transaction, so two processes can race here.
    private static void Prepare(SqliteConnection connection, string path, bool create)
    {
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            if (create && IsEmpty(connection))
                Execute(connection, $"PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = {LedgerSchema.Version}; {LedgerSchema.Create}");
            else
                RefuseForeign(connection, path);
            transaction.Commit();
        }
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    }

    private static bool IsEmpty(SqliteConnection connection) =>
        Number(connection, "PRAGMA application_id") == 0 && Number(connection, "SELECT count(*) FROM sqlite_master") == 0;

    private static void RefuseForeign(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA application_id") != LedgerSchema.ApplicationId)
            throw new LedgerException($"'{path}' is a SQLite database, but not a Guarded ledger. It was not changed. Choose another path.");
        if (Number(connection, "PRAGMA user_version") is var version && version != LedgerSchema.Version)
            throw new LedgerException($"The ledger '{path}' has schema version {version}; this Guarded knows version {LedgerSchema.Version}. It was not changed. Use the Guarded that wrote it, or a newer one.");
    }

    private static long Number(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    private static LedgerException Explained(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        NotADatabase => new LedgerException($"'{path}' is no SQLite database, so it is no ledger. It was not changed. Choose another path.", exception),
        CannotOpen => new LedgerException($"The ledger '{path}' cannot be opened. Check that its folder exists and that this user may write there.", exception),
        _ => new LedgerException($"The ledger '{path}' refused: {exception.Message}", exception),
    };
}
