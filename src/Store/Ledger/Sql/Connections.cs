using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Guarded.Store.Ledger.Sql;

/// <summary>The connections that read. A connection that failed is not used again.</summary>
internal sealed class Connections(LedgerDatabase database) : IAsyncDisposable
{
    private const int Most = 4;

    private readonly ConcurrentBag<SqlSession> _idle = [];
    private readonly SemaphoreSlim _free = new(Most);
    private bool _closed;

    /// <summary>Reads on a connection that was used before, or on a new one where that was lost since.</summary>
    /// <param name="read">Called again on another connection where the one that it was called with is lost.</param>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    public ValueTask<T> ReadAsync<T>(Func<SqlSession, ValueTask<T>> read, CancellationToken cancellationToken) =>
        RunAsync(() => OnAnyAsync(read, cancellationToken), cancellationToken);

    /// <summary>Does work on a new connection, once.</summary>
    public ValueTask<T> WorkAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        RunAsync(() => OnNewAsync(work, cancellationToken), cancellationToken);

    /// <summary>Reads page after page, each as it is asked for, until one is empty.</summary>
    /// <param name="readPage">Reads the page after an item, or the first one.</param>
    /// <param name="cancellationToken">Ends it between two items.</param>
    public async IAsyncEnumerable<T> ReadPagesAsync<T>(
        Func<SqlSession, T?, CancellationToken, ValueTask<List<T>>> readPage, [EnumeratorCancellation] CancellationToken cancellationToken) where T : class
    {
        for (T? last = null; ;)
        {
            var page = await ReadAsync(session => readPage(session, last, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var item in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
            if (page.Count == 0)
                yield break;
            last = page[^1];
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Who reads is waited for.
        for (var taken = 0; taken < Most; taken++)
            await _free.WaitAsync().ConfigureAwait(false);
        try
        {
            _closed = true;
            while (_idle.TryTake(out var session))
                await session.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _free.Release(Most);
        }
    }

    private async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqlLedger));
            return await database.RunAsync(work).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw database.Explain(exception, committing: false);
        }
        finally
        {
            _free.Release();
        }
    }

    private async ValueTask<T> OnAnyAsync<T>(Func<SqlSession, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var session))
        {
            try
            {
                return await OnAsync(session, read).ConfigureAwait(false);
            }
            catch (DbException exception) when (database.IsLost(exception))
            {
                // Perhaps while nobody used it, which need not fail this call.
            }
        }
        return await OnNewAsync(read, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<T> OnNewAsync<T>(Func<SqlSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        await OnAsync(new SqlSession(database, await database.ConnectAsync(cancellationToken).ConfigureAwait(false)), work).ConfigureAwait(false);

    private async ValueTask<T> OnAsync<T>(SqlSession session, Func<SqlSession, ValueTask<T>> work)
    {
        try
        {
            var result = await work(session).ConfigureAwait(false);
            _idle.Add(session);
            return result;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
