using System.Runtime.CompilerServices;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Sqlite;

/// <summary>
/// The ledger in one SQLite file (write-ahead log, synchronous=FULL). Several processes of one machine may share the
/// file; keep it off network file systems, whose locks SQLite cannot rely on.
/// </summary>
public sealed class SqliteLedger : ILedger
{
    private readonly LedgerDatabase _database;
    private readonly PayloadStore _payloads;
    private readonly TimeProvider _time;

    private SqliteLedger(LedgerDatabase database, PayloadStore payloads, TimeProvider? time)
    {
        _database = database;
        _payloads = payloads;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Opens a ledger that is there.</summary>
    /// <param name="path">The SQLite file.</param>
    /// <param name="payloads">Where the rows' raw bytes are.</param>
    /// <param name="time">The clock behind the times that are recorded; the system's where none is given.</param>
    /// <param name="cancellationToken">Cancels before the file is touched.</param>
    /// <exception cref="LedgerException">There is no such file, it is not a ledger, or a newer Guarded wrote it. It is unchanged.</exception>
    public static Task<SqliteLedger> OpenAsync(string path, PayloadStore payloads, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        OpenAsync(path, payloads, time, create: false, cancellationToken);

    /// <summary>Opens a ledger, and creates it where there is no file.</summary>
    /// <inheritdoc cref="OpenAsync(string, PayloadStore, TimeProvider?, CancellationToken)"/>
    public static Task<SqliteLedger> OpenOrCreateAsync(string path, PayloadStore payloads, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        OpenAsync(path, payloads, time, create: true, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<LedgerRun> StartRunAsync(string source, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var id = await _database.RunAsync(connection => LedgerCommands.InsertRun(connection, source, startedAt), cancellationToken).ConfigureAwait(false);
        return new LedgerRun(id, source, RunStatus.Running, startedAt, EndedAt: null);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerRow> CreateRowAsync(RunId run, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentNullException.ThrowIfNull(payload);
        // A reference proves that some store has the payload; the row needs it in this one.
        if (!await _payloads.ExistsAsync(payload.Hash, cancellationToken).ConfigureAwait(false))
            throw new PayloadNotFoundException(payload.Hash);
        var id = await _database.RunAsync(connection => LedgerCommands.InsertRow(connection, run, index, payload), cancellationToken).ConfigureAwait(false);
        return new LedgerRow(id, run, index, payload.Hash, payload.Length);
    }

    /// <inheritdoc/>
    public async ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default)
    {
        if (status is not (RunStatus.Completed or RunStatus.Failed))
            throw new ArgumentOutOfRangeException(nameof(status), status, "A run ends as Completed or as Failed.");
        await _database.RunAsync(connection => LedgerCommands.EndRun(connection, run, status, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerRun> ReadRunsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var run in await _database.RunAsync(LedgerCommands.ReadRuns, cancellationToken).ConfigureAwait(false))
            yield return run;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (long after = -1; ;)
        {
            var page = await _database.RunAsync(connection => LedgerCommands.ReadRows(connection, run, after), cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;
            foreach (var row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
            }
            after = page[^1].Index;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RowExplanation> ExplainAsync(RowId row, CancellationToken cancellationToken = default)
    {
        var (run, found) = await _database.RunAsync(connection => LedgerCommands.FindRow(connection, row), cancellationToken).ConfigureAwait(false)
            ?? throw new RowNotFoundException(row);
        return new RowExplanation(run, found, await _payloads.OpenAsync(found.Payload, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Closes the file, when what is under way has ended.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<SqliteLedger> OpenAsync(string path, PayloadStore payloads, TimeProvider? time, bool create, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(payloads);
        cancellationToken.ThrowIfCancellationRequested();
        return new SqliteLedger(await LedgerDatabase.OpenAsync(Path.GetFullPath(path), create, cancellationToken).ConfigureAwait(false), payloads, time);
    }
}
