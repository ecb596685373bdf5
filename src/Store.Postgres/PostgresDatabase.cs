using System.Data;
using System.Data.Common;
using Guarded.Store.Ledger;
using Guarded.Store.Ledger.Sql;
using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>A ledger's schema on its server.</summary>
internal sealed class PostgresDatabase(LedgerServer server) : LedgerDatabase
{
    private readonly RunClaims _claims = new(server);

    public override string Name => server.Name;

    public override string Sharing => "FOR SHARE";

    /// <summary>Makes sure that the ledger is there.</summary>
    public async ValueTask OpenAsync(bool create, CancellationToken cancellationToken)
    {
        var connection = await OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await ExplainedAsync(async () =>
            {
                await new LedgerPlace(server, connection).RequireAsync(create, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
    }

    public override async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken) => await OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    // A connection that was lost while nobody used it costs no call: what it held for others is taken again.
    public override async ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool alone, CancellationToken cancellationToken)
    {
        var session = (NpgsqlConnection)connection;
        if (session.State == ConnectionState.Open)
        {
            try
            {
                return await LockAsync(session, alone, cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException exception) when (PostgresErrors.IsDisconnection(exception))
            {
                // Nothing was recorded in it yet.
            }
        }
        await server.ConnectAsync(session, cancellationToken).ConfigureAwait(false);
        await _claims.RenewAsync(cancellationToken).ConfigureAwait(false);
        return await LockAsync(session, alone, cancellationToken).ConfigureAwait(false);
    }

    public override bool IsRefusal(DbException exception) => PostgresErrors.IsRefusal(exception);

    // What took too long would take too long again.
    public override bool IsLost(DbException exception) => PostgresErrors.IsDisconnection(exception) && exception.InnerException is not TimeoutException;

    public override LedgerException Explain(DbException exception, bool committing) => PostgresErrors.Explain(Name, exception, committing);

    public override ValueTask<RunClaim?> TryClaimAsync(RunId run, CancellationToken cancellationToken) => ExplainedAsync(() => _claims.TryTakeAsync(run, cancellationToken));

    public override ValueTask<bool> IsClaimedAsync(RunId run, CancellationToken cancellationToken) => ExplainedAsync(() => _claims.IsTakenAsync(run, cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await _claims.DisposeAsync().ConfigureAwait(false);
        await server.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken) => ExplainedAsync(() => server.ConnectAsync(cancellationToken));

    private async ValueTask<T> ExplainedAsync<T>(Func<ValueTask<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw Explain(exception, committing: false);
        }
    }

    // Those who record share a lock, and a purge has it alone. Each statement sees what was committed before it began, so
    // that whoever has the lock sees all that those did who had it before.
    private async ValueTask<DbTransaction> LockAsync(NpgsqlConnection session, bool alone, CancellationToken cancellationToken)
    {
        var transaction = await session.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        try
        {
            // The server ends the wait, by lock_timeout.
            var command = new NpgsqlCommand(alone ? WriteLock.TakeAlone : WriteLock.Share, session) { CommandTimeout = 0 };
            await using (command.ConfigureAwait(false))
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsBusy(exception))
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw new LedgerBusyException(
                $"{await WriteLock.DescribeHoldersAsync(session, cancellationToken).ConfigureAwait(false)} has kept {Name} for {server.Options.BusyTimeout.TotalSeconds:0.#} seconds. Nothing was recorded. Try again when it is done.", exception);
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
