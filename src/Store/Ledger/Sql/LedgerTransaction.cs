namespace Guarded.Store.Ledger.Sql;

/// <summary>A transaction that records, for all the calls that share it.</summary>
internal sealed class LedgerTransaction(SqlSession session, LedgerDatabase database, HeldRuns held, DateTimeOffset now)
{
    private const string Savepoint = "SAVEPOINT several";
    private const string ToSavepoint = "ROLLBACK TO SAVEPOINT several";
    private const string Release = "RELEASE SAVEPOINT several";

    private readonly Dictionary<RunId, HeldRun> _checked = [];
    private PurgeMark? _purges;

    public SqlSession Session => session;

    /// <summary>When this is recorded, in whole milliseconds.</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

    /// <summary>The hold on a run that has not ended. Looked up once; nobody changes the run until this transaction ends.</summary>
    /// <exception cref="LedgerException">There is no such run, it has ended, or it is another's.</exception>
    public async ValueTask<HeldRun> RequireHeldAsync(RunId run)
    {
        if (_checked.TryGetValue(run, out var hold))
            return hold;
        hold = held.Require(run, await RunStatements.FindStateAsync(session, run, database.Sharing).ConfigureAwait(false));
        _checked.Add(run, hold);
        return hold;
    }

    /// <summary>Its state was changed in this transaction.</summary>
    public void Recheck(RunId run) => _checked.Remove(run);

    /// <summary>How far purges have come. Nobody purges until this transaction ends.</summary>
    public async ValueTask<PurgeMark> ReadPurgeMarkAsync() =>
        _purges ??= await RetentionStatements.ReadMarkAsync(session).ConfigureAwait(false);

    /// <summary>Records several things, or none of them.</summary>
    public async ValueTask<T> TogetherAsync<T>(Func<LedgerTransaction, ValueTask<T>> record)
    {
        await session.ExecuteAsync(Savepoint, []).ConfigureAwait(false);
        T result;
        try
        {
            result = await record(this).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LedgerException or IOException)
        {
            await session.ExecuteAsync(ToSavepoint, []).ConfigureAwait(false);
            await session.ExecuteAsync(Release, []).ConfigureAwait(false);
            throw;
        }
        await session.ExecuteAsync(Release, []).ConfigureAwait(false);
        return result;
    }
}
