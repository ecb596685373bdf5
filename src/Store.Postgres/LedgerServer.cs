using System.Globalization;
using System.Transactions;
using Guarded.Store.Ledger;
using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>Where a ledger's schema is, and the connections to it.</summary>
internal sealed class LedgerServer : IAsyncDisposable
{
    // How long a statement may take beyond its wait for others, in seconds.
    private const int Patience = 30;
    private const int PreparedStatements = 64;

    private readonly NpgsqlDataSource _source;
    private readonly bool _owned;

    private LedgerServer(NpgsqlDataSource source, bool owned, PostgresLedgerOptions options)
    {
        (_source, _owned, Options) = (source, owned, options);
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Name = $"the ledger '{options.Schema}' in '{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}'";
    }

    /// <summary>What messages call the ledger.</summary>
    public string Name { get; }

    public PostgresLedgerOptions Options { get; }

    /// <exception cref="ArgumentException">It cannot be understood, or does not fit a ledger.</exception>
    public static LedgerServer Of(string connectionString, PostgresLedgerOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        options ??= new PostgresLedgerOptions();
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        RequireSessions(settings, nameof(connectionString));
        // A ledger keeps its connections: what it closes is to be closed on the server too.
        settings.Pooling = false;
        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, PreparedStatements);
        settings.AutoPrepareMinUsages = 2;
        if (settings.CommandTimeout > 0)
            settings.CommandTimeout = Math.Max(settings.CommandTimeout, (int)options.BusyTimeout.TotalSeconds + Patience);
        return new LedgerServer(NpgsqlDataSource.Create(settings), owned: true, options);
    }

    /// <exception cref="ArgumentException">Its settings do not fit a ledger.</exception>
    public static LedgerServer Of(NpgsqlDataSource source, PostgresLedgerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(source);
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        RequireSessions(settings, nameof(source));
        if (settings is { Pooling: true, NoResetOnClose: true })
            throw new ArgumentException("A ledger's connections must not go back to the pool as they are. Take 'No Reset On Close' out of the data source.", nameof(source));
        return new LedgerServer(source, owned: false, options ?? new PostgresLedgerOptions());
    }

    /// <summary>Opens a connection whose commits are durable and whose tables are the ledger's.</summary>
    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses.</exception>
    /// <exception cref="LedgerUnavailableException">It is not durable.</exception>
    public async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = _source.CreateConnection();
        try
        {
            await ConnectAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens one of its connections, again where it was lost.</summary>
    /// <inheritdoc cref="ConnectAsync(CancellationToken)"/>
    public async ValueTask ConnectAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.CloseAsync().ConfigureAwait(false);
        // Its transactions are its own, whatever the caller is in the middle of.
        using (new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled))
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var isDurable = await SetUpAsync(connection, cancellationToken).ConfigureAwait(false);
        if (Options.RequiresDurableServer && !isDurable)
        {
            throw new LedgerUnavailableException(
                $"The server of {Name} runs with fsync=off or full_page_writes=off: when its machine loses power, it loses or tears what it said was recorded. " +
                $"Turn both on. Where that does not matter, or the server's storage sees to it, set {nameof(PostgresLedgerOptions.RequiresDurableServer)} to false.");
        }
    }

    public ValueTask DisposeAsync() => _owned ? _source.DisposeAsync() : ValueTask.CompletedTask;

    private static void RequireSessions(NpgsqlConnectionStringBuilder settings, string parameter)
    {
        if (settings.Multiplexing)
            throw new ArgumentException("A ledger needs each connection to itself. Take 'Multiplexing' out of its settings.", parameter);
    }

    // A name that the caller gave its connections stays, and so does a commit that waits for more than 'on' does. The server
    // gives a machine up that is silent for a minute, and with it what it holds.
    private async ValueTask<bool> SetUpAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string SetUp = """
            SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on',
                set_config('search_path', quote_ident(@schema), false),
                set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
                set_config('lock_timeout', @wait, false),
                set_config('application_name', COALESCE(NULLIF(current_setting('application_name'), ''), @me), false),
                set_config('tcp_keepalives_idle', '30', false),
                set_config('tcp_keepalives_interval', '10', false),
                set_config('tcp_keepalives_count', '3', false)
            """;
        var command = new NpgsqlCommand(SetUp, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddWithValue("schema", Options.Schema);
            // 0 would be for ever.
            command.Parameters.AddWithValue("wait", Math.Max(1, (long)Options.BusyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
            command.Parameters.AddWithValue("me", $"Guarded, process {Environment.ProcessId} on '{Environment.MachineName}'");
            return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }
}
