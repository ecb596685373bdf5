using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger.Sql;

/// <summary>
/// One purge. What is to go is entered in the retention log first; then, while nobody records anything, it is looked at
/// once more, removed from the store, and said to be gone. A purge that is cut off in between leaves entries that say so.
/// </summary>
internal sealed class Purge(LedgerDatabase database, SqlSession session, PayloadStore payloads, RetentionPolicy policy, DateTimeOffset now)
{
    private const int PayloadsAPage = 100;
    private const int RemovalsAtOnce = 16;

    // What two recorded times differ by at least.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    // A run that ends from now on has not ended by then, so that no entry speaks of what it will refer to.
    private readonly DateTimeOffset _before = now - (policy.KeepFor > Moment ? policy.KeepFor : Moment);
    private readonly List<IOException> _failures = [];
    private PurgeReport _report = new(0, 0, 0, 0);
    private long _lastFinished;

    public async ValueTask<PurgeReport> RunAsync(IProgress<PurgeReport>? progress, CancellationToken cancellationToken)
    {
        await FinishAsync(progress, cancellationToken).ConfigureAwait(false);
        while (await RetentionStatements.FindExpiredRunAsync(session, _before, cancellationToken).ConfigureAwait(false) is var (run, endedAt))
        {
            ReferencedPayload? last = null;
            while (await ReferencedPayload.ListAsync(session, run, last, PayloadsAPage, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
            {
                last = page[^1];
                await AloneAsync(() => DecideAsync(page, endedAt), cancellationToken).ConfigureAwait(false);
                await FinishAsync(progress, cancellationToken).ConfigureAwait(false);
            }
            await AloneAsync(async () => await RetentionStatements.MarkPurgedAsync(session, run, now).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            _report = _report with { Runs = _report.Runs + 1 };
            progress?.Report(_report);
        }
        return _failures.Count == 0
            ? _report
            : throw new IOException($"{_failures.Count} payloads could not be removed, for one because: {_failures[0].Message} Everything else that was to go is gone. The next purge tries these again.", _failures[0]);
    }

    private async ValueTask DecideAsync(List<ReferencedPayload> page, DateTimeOffset endedAt)
    {
        foreach (var payload in page.DistinctBy(payload => payload.Hash))
        {
            if (await RetentionStatements.WentAsync(session, payload.Hash, endedAt).ConfigureAwait(false))
                continue;
            if (!await RetentionStatements.TryDecideAsync(session, payload.Hash, payload.Length, policy, _before, now).ConfigureAwait(false))
                _report = _report with { Kept = _report.Kept + 1 };
        }
    }

    // Entries of earlier purges as well. One that fails is passed by, so that it keeps no other.
    private async ValueTask FinishAsync(IProgress<PurgeReport>? progress, CancellationToken cancellationToken)
    {
        for (var more = true; more;)
        {
            await AloneAsync(async () => more = await FinishPageAsync().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (more)
                progress?.Report(_report);
        }
    }

    private async ValueTask<bool> FinishPageAsync()
    {
        var page = await RetentionStatements.ListUnfinishedAsync(session, _lastFinished, PayloadsAPage).ConfigureAwait(false);
        var going = new List<NumberedEntry>();
        foreach (var (id, entry) in page)
        {
            _lastFinished = id;
            if (await RetentionStatements.IsKeptAsync(session, entry.Payload, entry.EndedBefore).ConfigureAwait(false))
                await RetentionStatements.TakeBackAsync(session, id).ConfigureAwait(false);
            else
                going.Add(new NumberedEntry(id, entry));
        }
        var gone = new bool[going.Count];
        await Parallel.ForAsync(0, going.Count, new ParallelOptions { MaxDegreeOfParallelism = RemovalsAtOnce },
            async (at, _) => gone[at] = await TryRemoveAsync(going[at].Entry).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (id, entry) in going.Where((_, at) => gone[at]))
        {
            await RetentionStatements.FinishAsync(session, id, now).ConfigureAwait(false);
            _report = _report with { Payloads = _report.Payloads + 1, Bytes = _report.Bytes + entry.Length };
        }
        return page.Count > 0;
    }

    private async ValueTask<bool> TryRemoveAsync(RetentionEntry entry)
    {
        try
        {
            // A purge that was cut off may have removed it.
            await payloads.DeleteAsync(entry.Payload, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (IOException exception)
        {
            lock (_failures)
                _failures.Add(exception);
            return false;
        }
    }

    private async ValueTask AloneAsync(Func<ValueTask> work, CancellationToken cancellationToken)
    {
        // Where something throws, the connection is closed, and the transaction with it.
        session.Transaction = await database.BeginAsync(session.Connection, alone: true, cancellationToken).ConfigureAwait(false);
        await work().ConfigureAwait(false);
        await session.Transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        await session.Transaction.DisposeAsync().ConfigureAwait(false);
        session.Transaction = null;
    }
}
