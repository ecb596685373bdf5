using System.Data.Common;
using System.Threading.Channels;

namespace Guarded.Store.Ledger.Sql;

/// <summary>
/// Writes in turn, on one connection: whatever waits when a transaction begins, and whatever comes while it is filled,
/// shares its commit. A write that the ledger refuses fails alone; where the database refuses one, each of its transaction
/// is tried again by itself.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MostAtOnce = 4096;

    private readonly LedgerDatabase _database;
    private readonly Func<SqlSession, LedgerTransaction> _newTransaction;
    private readonly Channel<PendingWrite> _writes = Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;
    private SqlSession? _session;
    private CancellationTokenSource? _beginning;
    private int _waiting;

    public GroupCommit(LedgerDatabase database, Func<SqlSession, LedgerTransaction> newTransaction)
    {
        _database = database;
        _newTransaction = newTransaction;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Records something, and returns when that is durable. Cancelled, it has recorded nothing.</summary>
    /// <param name="weight">How many things it records.</param>
    /// <param name="record">Records them. Called again, in another transaction, where the first one failed for others' sake.</param>
    /// <param name="cancellationToken">Honoured until the transaction has begun that is to hold it.</param>
    public async ValueTask<T> RunAsync<T>(int weight, Func<LedgerTransaction, ValueTask<T>> record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new PendingWrite<T>(record) { Weight = weight };
        Interlocked.Increment(ref _waiting);
        ObjectDisposedException.ThrowIf(!_writes.Writer.TryWrite(write), typeof(SqlLedger));
        var cancelling = cancellationToken.UnsafeRegister(_ => Cancel(write, cancellationToken), null);
        await using (cancelling.ConfigureAwait(false))
            return await write.Task.ConfigureAwait(false);
    }

    /// <summary>Ends when everything that waits is recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    // Nobody waits for others on behalf of calls that are all gone.
    private void Cancel<T>(PendingWrite<T> write, CancellationToken cancellationToken)
    {
        if (!write.TryCancel())
            return;
        write.Cancel(cancellationToken);
        if (Interlocked.Decrement(ref _waiting) == 0)
            Volatile.Read(ref _beginning)?.Cancel();
    }

    private async Task WriteAsync()
    {
        while (await _writes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            List<PendingWrite> group = [];
            var committing = false;
            try
            {
                if (await TryBeginAsync().ConfigureAwait(false) is not { } transaction)
                    continue;
                await ApplyAsync(Waiting(), group).ConfigureAwait(false);
                committing = true;
                await (group.Count > 0 ? transaction.CommitAsync() : transaction.RollbackAsync()).ConfigureAwait(false);
                await transaction.DisposeAsync().ConfigureAwait(false);
                group.ForEach(write => write.Succeed());
            }
            catch (DbException exception) when (group.Count > 1 && !committing && _database.IsRefusal(exception))
            {
                await CloseAsync().ConfigureAwait(false);
                await WriteEachAsync(group).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // It is told to those whom it concerns: who is in the transaction, or waits for it to begin.
                await FailAsync(group.Count > 0 ? group : [.. Waiting()], exception, committing).ConfigureAwait(false);
            }
        }
    }

    // One of them spoiled the transaction of all, and only by itself shows which.
    private async ValueTask WriteEachAsync(List<PendingWrite> group)
    {
        foreach (var write in group)
        {
            List<PendingWrite> alone = [];
            var committing = false;
            try
            {
                var transaction = await BeginAsync(CancellationToken.None).ConfigureAwait(false);
                await ApplyAsync([write], alone).ConfigureAwait(false);
                committing = true;
                await transaction.CommitAsync().ConfigureAwait(false);
                await transaction.DisposeAsync().ConfigureAwait(false);
                alone.ForEach(applied => applied.Succeed());
            }
            catch (Exception exception)
            {
                await FailAsync([write], exception, committing).ConfigureAwait(false);
            }
        }
    }

    // Who is refused by the ledger has written nothing, and leaves the group.
    private async ValueTask ApplyAsync(IEnumerable<PendingWrite> writes, List<PendingWrite> group)
    {
        var transaction = _newTransaction(_session!);
        foreach (var write in writes)
        {
            group.Add(write);
            try
            {
                await write.ApplyAsync(transaction).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is LedgerException or IOException)
            {
                group.RemoveAt(group.Count - 1);
                write.Fail(exception);
            }
        }
    }

    private async ValueTask<DbTransaction?> TryBeginAsync()
    {
        var beginning = new CancellationTokenSource();
        Volatile.Write(ref _beginning, beginning);
        try
        {
            return Volatile.Read(ref _waiting) == 0 ? null : await BeginAsync(beginning.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (beginning.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            while (_writes.Reader.TryPeek(out var write) && !write.IsWaiting)
                _writes.Reader.TryRead(out _);
        }
    }

    private async ValueTask<DbTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        _session ??= new SqlSession(_database, await _database.ConnectAsync(cancellationToken).ConfigureAwait(false));
        return _session.Transaction = await _database.BeginAsync(_session.Connection, alone: false, cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<PendingWrite> Waiting()
    {
        for (var weight = 0; weight < MostAtOnce && _writes.Reader.TryRead(out var write);)
        {
            if (!write.TryTake())
                continue;
            Interlocked.Decrement(ref _waiting);
            weight += write.Weight;
            yield return write;
        }
    }

    private async ValueTask FailAsync(List<PendingWrite> writes, Exception exception, bool committing)
    {
        var reason = exception is DbException failure ? _database.Explain(failure, committing) : exception;
        writes.ForEach(write => write.Fail(reason));
        if (exception is not LedgerBusyException)
            await CloseAsync().ConfigureAwait(false);
    }

    // A connection that failed is not used again, and its transaction ends with it.
    private async ValueTask CloseAsync()
    {
        if (_session is not { } session)
            return;
        _session = null;
        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        catch (DbException)
        {
            // What led here is told already; were this to end the writing, later calls would wait for ever.
        }
    }
}
