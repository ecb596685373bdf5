using System.Data;
using Guarded.Store.Ledger;
using Guarded.Store.Ledger.Sql;
using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>
/// The runs that a ledger holds, as advisory locks of one session: the server lets them go with that. A lock's key is the
/// table <c>run</c> and the run's number, of which it has room for 32 bits.
/// </summary>
internal sealed class RunClaims(LedgerServer server) : IAsyncDisposable
{
    private const string TryLock = "SELECT pg_try_advisory_lock('run'::regclass::int, @run)";
    private const string Unlock = "SELECT pg_advisory_unlock('run'::regclass::int, @run)";

    private const string IsTaken = """
        SELECT EXISTS (SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND l.classid = 'run'::regclass AND l.objid = @run::oid AND l.objsubid = 2 AND d.datname = current_database() AND l.granted)
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<RunId> _taken = [];
    private NpgsqlConnection? _session;

    /// <summary>Takes a run, or gives null while another has it.</summary>
    public async ValueTask<RunClaim?> TryTakeAsync(RunId run, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = await RequireSessionAsync(cancellationToken).ConfigureAwait(false);
            if (!await AskAsync(session, TryLock, run).ConfigureAwait(false))
                return null;
            _taken.Add(run);
            return new Claim(this, run);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether a session has a run, which is left as it is.</summary>
    public async ValueTask<bool> IsTakenAsync(RunId run, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await AskAsync(await RequireSessionAsync(cancellationToken).ConfigureAwait(false), IsTaken, run).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes those again that were lost with their session.</summary>
    public async ValueTask RenewAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_taken.Count > 0)
                await RequireSessionAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync().ConfigureAwait(false);
        _session = null;
    }

    private async ValueTask<NpgsqlConnection> RequireSessionAsync(CancellationToken cancellationToken)
    {
        if (_session is { } there && await IsAliveAsync(there).ConfigureAwait(false))
            return there;
        await DisposeAsync().ConfigureAwait(false);
        var session = await server.ConnectAsync(cancellationToken).ConfigureAwait(false);
        // Whoever resumed a run meanwhile keeps it: the run's session keeps this ledger out.
        foreach (var run in _taken)
            await AskAsync(session, TryLock, run).ConfigureAwait(false);
        return _session = session;
    }

    private async ValueTask ReleaseAsync(RunId run)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_taken.Remove(run) && _session is { } session)
                await AskAsync(session, Unlock, run).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The session is over, and its locks with it. Those of other runs are taken again when they are needed.
            await DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async ValueTask<bool> IsAliveAsync(NpgsqlConnection session)
    {
        if (session.State != ConnectionState.Open)
            return false;
        try
        {
            var command = new NpgsqlCommand("SELECT 1", session);
            await using (command.ConfigureAwait(false))
                return await command.ExecuteScalarAsync().ConfigureAwait(false) is not null;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async ValueTask<bool> AskAsync(NpgsqlConnection session, string question, RunId run)
    {
        var command = new NpgsqlCommand(question, session) { Parameters = { new("run", unchecked((int)run.Value)) } };
        await using (command.ConfigureAwait(false))
            return (bool)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    private sealed class Claim(RunClaims claims, RunId run) : RunClaim
    {
        public override ValueTask DisposeAsync() => claims.ReleaseAsync(run);
    }
}
