using Guarded.Store.Ledger;
using Guarded.Store.Ledger.Sql;
using Guarded.Store.Payloads;
using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>
/// The ledger in one schema of a PostgreSQL database (version 12 or later), for the processes of many machines. What a call
/// recorded is on the server's disk when it returns (<c>synchronous_commit=on</c>), and on that of its synchronous standbys
/// where it has any.
/// </summary>
/// <remarks>
/// Each open ledger keeps up to six connections. A process that works on a run holds an advisory lock of the server, which
/// goes with its connection: so connect to the server itself, or through a pooler that gives each client a session of its
/// own. A machine that vanishes is noticed after a minute.
/// </remarks>
public sealed class PostgresLedger : SqlLedger
{
    private PostgresLedger(LedgerDatabase database, PayloadStore payloads, TimeProvider time) : base(database, payloads, time)
    {
    }

    /// <summary>Opens a ledger that is there.</summary>
    /// <param name="connectionString">Where the database is, in Npgsql's words: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="payloads">Where the rows' raw bytes and the outputs are.</param>
    /// <param name="options">How; the defaults where none are given.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    /// <exception cref="ArgumentException">The connection string cannot be understood, or its settings do not fit a ledger.</exception>
    /// <exception cref="LedgerUnavailableException">There is no such ledger, or its server cannot be used or is not durable.</exception>
    /// <exception cref="LedgerFormatException">The schema is no ledger, is damaged, or a newer Guarded made it. It is unchanged.</exception>
    public static Task<PostgresLedger> OpenAsync(string connectionString, PayloadStore payloads, PostgresLedgerOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(LedgerServer.Of(connectionString, options), payloads, create: false, cancellationToken);

    /// <summary>Opens a ledger that is there.</summary>
    /// <param name="database">Where it is. The data source stays the caller's, to be disposed of after the ledger.</param>
    /// <param name="payloads">Where the rows' raw bytes and the outputs are.</param>
    /// <param name="options">How; the defaults where none are given.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    /// <exception cref="ArgumentException">The data source's settings do not fit a ledger.</exception>
    /// <exception cref="LedgerUnavailableException">There is no such ledger, or its server cannot be used or is not durable.</exception>
    /// <exception cref="LedgerFormatException">The schema is no ledger, is damaged, or a newer Guarded made it. It is unchanged.</exception>
    public static Task<PostgresLedger> OpenAsync(NpgsqlDataSource database, PayloadStore payloads, PostgresLedgerOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(LedgerServer.Of(database, options), payloads, create: false, cancellationToken);

    /// <summary>Opens a ledger, and creates it where its schema is missing or empty: all of it, or nothing.</summary>
    /// <inheritdoc cref="OpenAsync(string, PayloadStore, PostgresLedgerOptions?, CancellationToken)"/>
    public static Task<PostgresLedger> OpenOrCreateAsync(string connectionString, PayloadStore payloads, PostgresLedgerOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(LedgerServer.Of(connectionString, options), payloads, create: true, cancellationToken);

    /// <summary>Opens a ledger, and creates it where its schema is missing or empty: all of it, or nothing.</summary>
    /// <inheritdoc cref="OpenAsync(NpgsqlDataSource, PayloadStore, PostgresLedgerOptions?, CancellationToken)"/>
    public static Task<PostgresLedger> OpenOrCreateAsync(NpgsqlDataSource database, PayloadStore payloads, PostgresLedgerOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(LedgerServer.Of(database, options), payloads, create: true, cancellationToken);

    private static async Task<PostgresLedger> OpenAsync(LedgerServer server, PayloadStore payloads, bool create, CancellationToken cancellationToken)
    {
        var database = new PostgresDatabase(server);
        try
        {
            ArgumentNullException.ThrowIfNull(payloads);
            await database.OpenAsync(create, cancellationToken).ConfigureAwait(false);
            return new PostgresLedger(database, payloads, server.Options.Time);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
