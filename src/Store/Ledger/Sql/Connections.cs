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

    public async ValueTask<T> ReadAsync<T>(Func<SqlSession, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqlLedger));
            return await database.RunAsync(() => OnOneAsync(read, cancellationToken)).ConfigureAwait(false);
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

    private async ValueTask<T> OnOneAsync<T>(Func<SqlSession, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var session))
            session = new SqlSession(database, await database.ConnectAsync(cancellationToken).ConfigureAwait(false));
        try
        {
            var result = await read(session).ConfigureAwait(false);
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
