using System.Data.Common;
using System.Diagnostics;
using Guarded.Store.Ledger;
using Guarded.Store.Ledger.Sql;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite;

/// <summary>A ledger's file. SQLite works synchronously, so that work on it is done on a pool thread.</summary>
internal sealed class SqliteDatabase(string path, TimeSpan busyTimeout) : LedgerDatabase
{
    // How long SQLite itself waits for another process, before the token is looked at again.
    private static readonly TimeSpan OneWait = TimeSpan.FromSeconds(1);

    private const int MostLooks = 10;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = 1,
        Pooling = false,
    }.ToString();

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    public override string Name => $"the ledger '{path}'";

    /// <summary>Makes the file a ledger of this version, where it is none yet or an older one.</summary>
    public ValueTask<bool> OpenAsync(bool create, CancellationToken cancellationToken) => RunAsync(async () =>
    {
        var version = LedgerFile.VersionOf(path);
        if (version == LedgerFile.Missing && !create)
        {
            throw new LedgerUnavailableException(File.Exists(path)
                ? $"'{path}' is empty: the creation of a ledger was interrupted there. Finish it with OpenOrCreateAsync."
                : $"There is no ledger at '{path}'. Check the path, or create one with OpenOrCreateAsync.");
        }
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite }.ToString());
            connection.Open();
            if (version < LedgerSchema.Version)
                await MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
            // Kept in the file. Only asked for where it is missing, so that reading a ledger writes nothing.
            if (Scalar(connection, "PRAGMA journal_mode") is not "wal" && Scalar(connection, "PRAGMA journal_mode = WAL") is not "wal")
                throw new LedgerUnavailableException($"The ledger '{path}' cannot have a write-ahead log where it lies. Keep it on a local disk.");
            return true;
        }
        catch (SqliteException exception)
        {
            throw Explain(exception, committing: false);
        }
    });

    public override ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {OneWait.TotalMilliseconds}");
            return new ValueTask<DbConnection>(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Explain(exception, committing: false);
        }
    }

    // On some errors SQLite rolls back by itself. The provider rolls back once more, fails, and would stay open: it is
    // given something to roll back.
    public override ValueTask CloseAsync(DbConnection connection)
    {
        if (((SqliteConnection)connection).Handle is { } handle && SQLitePCL.raw.sqlite3_get_autocommit(handle) != 0)
            _ = SQLitePCL.raw.sqlite3_exec(handle, "BEGIN");
        return base.CloseAsync(connection);
    }

    // Transactions that record take turns anyway: each is alone.
    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool alone, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new ValueTask<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Busy)
            {
                if (Stopwatch.GetElapsedTime(started) >= busyTimeout)
                    throw Busy(exception);
            }
        }
    }

    public override bool IsRefusal(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteErrors.Constraint or SqliteErrors.TooBig or SqliteErrors.Mismatch or SqliteErrors.Range };

    public override LedgerException Explain(DbException exception, bool committing) => exception is SqliteException { SqliteErrorCode: SqliteErrors.Busy }
        ? Busy(exception)
        : SqliteErrors.Explain(path, exception, committing);

    // Who only looks whether a run is held takes its file for an instant, which is not in its owner's way.
    public override async ValueTask<RunClaim?> TryClaimAsync(RunId run, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            if (RunFile.TryLock($"{path}-run-{run}") is { } claim)
                return claim;
            if (look == MostLooks)
                return null;
            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
        }
    }

    public override ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work) => new(Task.Run(() => work().AsTask()));

    private LedgerBusyException Busy(DbException exception) => new(
        $"{LockHolder.Describe(path)} has kept the ledger '{path}' for {busyTimeout.TotalSeconds:0.#} seconds. Nothing was recorded. Try again when it is done.", exception);

    // One transaction, so that two processes can race here: the second finds it done.
    private async ValueTask MigrateAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        Execute(connection, $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {OneWait.TotalMilliseconds}");
        using var transaction = (SqliteTransaction)await BeginAsync(connection, alone: true, cancellationToken).ConfigureAwait(false);
        var isLedger = Scalar(connection, "PRAGMA application_id") is not 0L;
        var version = (long)Scalar(connection, "PRAGMA user_version")!;
        if (version < LedgerSchema.Version)
            Execute(connection, $"{(isLedger ? LedgerSchema.FromVersion1 : LedgerSchema.Create)} PRAGMA application_id = {LedgerSchema.ApplicationId}; PRAGMA user_version = {LedgerSchema.Version};");
        transaction.Commit();
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
}
