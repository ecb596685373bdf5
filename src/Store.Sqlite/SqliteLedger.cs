using Guarded.Store.Ledger;
using Guarded.Store.Ledger.Sql;
using Guarded.Store.Payloads;

namespace Guarded.Store.Sqlite;

/// <summary>
/// The ledger in one SQLite file (write-ahead log, synchronous=FULL). Several processes of one machine may share the
/// file; keep it off network file systems, whose locks SQLite cannot rely on. Beside it lies a small file for each run that
/// is at work, or was killed: who holds the run has it locked.
/// </summary>
public sealed class SqliteLedger : SqlLedger
{
    private SqliteLedger(LedgerDatabase database, PayloadStore payloads, TimeProvider time) : base(database, payloads, time)
    {
    }

    /// <summary>Opens a ledger that is there. One of an older version is brought to this one, in one transaction.</summary>
    /// <param name="path">The SQLite file.</param>
    /// <param name="payloads">Where the rows' raw bytes and the outputs are.</param>
    /// <param name="options">How; the defaults where none are given.</param>
    /// <param name="cancellationToken">Cancels before the file is touched.</param>
    /// <exception cref="LedgerUnavailableException">There is no such file, or it cannot be used.</exception>
    /// <exception cref="LedgerFormatException">It is not a ledger, is damaged, or a newer Guarded wrote it. It is unchanged.</exception>
    public static Task<SqliteLedger> OpenAsync(string path, PayloadStore payloads, SqliteLedgerOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(path, payloads, options, create: false, cancellationToken);

    /// <summary>Opens a ledger, and creates it where there is no file.</summary>
    /// <inheritdoc cref="OpenAsync(string, PayloadStore, SqliteLedgerOptions?, CancellationToken)"/>
    public static Task<SqliteLedger> OpenOrCreateAsync(string path, PayloadStore payloads, SqliteLedgerOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(path, payloads, options, create: true, cancellationToken);

    private static async Task<SqliteLedger> OpenAsync(string path, PayloadStore payloads, SqliteLedgerOptions? options, bool create, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(payloads);
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new SqliteLedgerOptions();
        var database = new SqliteDatabase(Path.GetFullPath(path), options.BusyTimeout);
        await database.OpenAsync(create, cancellationToken).ConfigureAwait(false);
        return new SqliteLedger(database, payloads, options.Time);
    }
}
