using System.Data.Common;

namespace Guarded.Store.Ledger.Sql;

/// <summary>
/// What a database has to be for a <see cref="SqlLedger"/> to keep its ledger there: the tables, a way to begin a
/// transaction, a way to see that a process is gone, and words for its errors.
/// </summary>
/// <remarks>
/// The statements are the ledger's own. They name parameters with <c>@</c>, use <c>RETURNING</c>, <c>ON CONFLICT</c> and row
/// values, and give 64-bit integers, texts and bytes; times are milliseconds since 1970 in UTC, durations microseconds.
/// </remarks>
public abstract class LedgerDatabase : IAsyncDisposable
{
    /// <summary>What messages call it, such as <c>the ledger '/data/ledger.db'</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Ends a SELECT so that what it read stays as it is until its transaction ends, such as <c>FOR SHARE</c>. Empty where transactions that record take turns.</summary>
    public virtual string Sharing => "";

    /// <summary>Opens a connection to a ledger whose tables are there.</summary>
    /// <exception cref="LedgerException">It cannot be opened.</exception>
    public abstract ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Closes a connection, with a transaction that is under way, in whatever state an error has left them.</summary>
    public virtual ValueTask CloseAsync(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.DisposeAsync();
    }

    /// <summary>Begins a transaction that records, and waits for others where it has to. It is durable when its commit returns.</summary>
    /// <param name="connection">One that <see cref="ConnectAsync"/> opened.</param>
    /// <param name="alone">Whether no other transaction that records may be under way until this one ends.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LedgerBusyException">Others kept the ledger for too long.</exception>
    public abstract ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool alone, CancellationToken cancellationToken);

    /// <summary>Whether the database refused the values of one statement, so that other statements would go through.</summary>
    public abstract bool IsRefusal(DbException exception);

    /// <summary>Whether the connection that threw is no more, so that another may do better. False where connections are not lost.</summary>
    public virtual bool IsLost(DbException exception) => false;

    /// <summary>Says what went wrong and what to do.</summary>
    /// <param name="exception">What the database threw.</param>
    /// <param name="committing">Whether it did so while committing, so that nobody may know what became of it.</param>
    public abstract LedgerException Explain(DbException exception, bool committing);

    /// <summary>
    /// Takes a run for this process, until what is returned is disposed of or the process is gone; null where another has
    /// it. It need not be a fence: a ledger that lost its claim records nothing more, because the run's session has changed.
    /// </summary>
    public abstract ValueTask<RunClaim?> TryClaimAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Whether a process has a run. Looks only where that can be: a claim for a moment could be in its owner's way.</summary>
    public virtual async ValueTask<bool> IsClaimedAsync(RunId run, CancellationToken cancellationToken)
    {
        if (await TryClaimAsync(run, cancellationToken).ConfigureAwait(false) is not { } claim)
            return true;
        await claim.DisposeAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>Does work on a connection; off the caller's thread where the database works synchronously.</summary>
    public virtual ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work();
    }

    /// <summary>Closes what is not closed with a connection.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
