using System.Data.Common;

namespace Guarded.Store.Ledger.Sql;

/// <summary>Runs and their sources in the database.</summary>
internal static class RunStatements
{
    public const string FindRun = $"SELECT {Columns} FROM {Tables} WHERE run.id = @run";
    public const string FindState = "SELECT status, session, host, process FROM run WHERE id = @run ";
    public const string ListSources = "SELECT run_id, number, name FROM source WHERE run_id = @run ORDER BY number";

    private const string Columns = "run.id, first.name, run.status, run.started_at, run.ended_at, run.started_by, run.code_version, run.settings, run.host, run.process, run.session";
    private const string Tables = "run JOIN source AS first ON first.run_id = run.id AND first.number = 0";
    private const int RunsAPage = 100;

    public static async ValueTask<RunId> InsertAsync(SqlSession session, NewRun run, RunHolder holder, DateTimeOffset startedAt)
    {
        const string Insert = """
            INSERT INTO run (status, started_at, started_by, code_version, settings, session, host, process)
            VALUES (1, @started, @by, @version, @settings, 1, @host, @process) RETURNING id
            """;
        var id = new RunId((long)(await session.FindAsync(Insert,
        [
            new("@started", startedAt), new("@by", run.StartedBy), new("@version", run.CodeVersion), new("@settings", run.Settings),
            new("@host", holder.Host), new("@process", holder.ProcessId),
        ]).ConfigureAwait(false))!);
        await InsertSourceAsync(session, SourceId.FirstOf(id), run.Source).ConfigureAwait(false);
        return id;
    }

    /// <summary>Begins the session after the one that was seen. False where somebody else did, or the run has been completed.</summary>
    public static async ValueTask<bool> TryResumeAsync(SqlSession session, RunId run, int seen, RunHolder holder)
    {
        const string Resume = """
            UPDATE run SET status = 1, ended_at = NULL, purged_at = NULL, session = session + 1, host = @host, process = @process
            WHERE id = @run AND session = @seen AND status <> 2
            """;
        return await session.ExecuteAsync(Resume, [new("@host", holder.Host), new("@process", holder.ProcessId), new("@run", run.Value), new("@seen", seen)]).ConfigureAwait(false) == 1;
    }

    public static async ValueTask EndAsync(SqlSession session, RunId run, RunStatus status, DateTimeOffset endedAt)
    {
        const string End = "UPDATE run SET status = @status, ended_at = @ended WHERE id = @run";
        await session.ExecuteAsync(End, [new("@status", (int)status), new("@ended", endedAt), new("@run", run.Value)]).ConfigureAwait(false);
    }

    public static async ValueTask<RunState?> FindStateAsync(SqlSession session, RunId run, string sharing)
    {
        return (await session.ListAsync(FindState + sharing, [new("@run", run.Value)],
            reader => new RunState((RunStatus)reader.GetInt64(0), (int)reader.GetInt64(1), Holder(reader, 2))).ConfigureAwait(false)).SingleOrDefault();
    }

    public static async ValueTask<LedgerRun?> FindAsync(SqlSession session, RunId run, CancellationToken cancellationToken)
    {
        return (await session.ListAsync(FindRun, [new("@run", run.Value)], Run, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    public static async ValueTask<List<LedgerRun>> ListAsync(SqlSession session, RunId after, CancellationToken cancellationToken)
    {
        const string List = $"SELECT {Columns} FROM {Tables} WHERE run.id > @after ORDER BY run.id LIMIT @limit";
        return await session.ListAsync(List, [new("@after", after.Value), new("@limit", RunsAPage)], Run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The source of this name, entered if it is not there.</summary>
    public static async ValueTask<LedgerSource> AddSourceAsync(SqlSession session, RunId run, string name)
    {
        const string Find = "SELECT number FROM source WHERE run_id = @run AND name = @name";
        if (await session.FindAsync(Find, [new("@run", run.Value), new("@name", name)]).ConfigureAwait(false) is long found)
            return new LedgerSource(new SourceId(run, (int)found), name);
        var source = new SourceId(run, await CountSourcesAsync(session, run).ConfigureAwait(false));
        await InsertSourceAsync(session, source, name).ConfigureAwait(false);
        return new LedgerSource(source, name);
    }

    public static async ValueTask<int> CountSourcesAsync(SqlSession session, RunId run) =>
        (int)(long)(await session.FindAsync("SELECT COUNT(*) FROM source WHERE run_id = @run", [new("@run", run.Value)]).ConfigureAwait(false))!;

    public static async ValueTask<List<LedgerSource>> ListSourcesAsync(SqlSession session, RunId run, CancellationToken cancellationToken)
    {
        return await session.ListAsync(ListSources, [new("@run", run.Value)], reader => new LedgerSource(reader.GetSource(0, 1), reader.GetString(2)), cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask InsertSourceAsync(SqlSession session, SourceId source, string name)
    {
        const string Insert = "INSERT INTO source (run_id, number, name) VALUES (@run, @number, @name)";
        await session.ExecuteAsync(Insert, [new("@run", source.Run.Value), new("@number", source.Number), new("@name", name)]).ConfigureAwait(false);
    }

    private static LedgerRun Run(DbDataReader reader) =>
        new(new RunId(reader.GetInt64(0)), reader.GetString(1), (RunStatus)reader.GetInt64(2), reader.GetTime(3), reader.GetTimeOrNull(4))
        {
            StartedBy = reader.GetString(5),
            CodeVersion = reader.GetStringOrNull(6),
            Settings = reader.GetStringOrNull(7),
            Holder = Holder(reader, 8),
            Session = (int)reader.GetInt64(10),
        };

    private static RunHolder Holder(DbDataReader reader, int first) => new(reader.GetString(first), (int)reader.GetInt64(first + 1));
}
