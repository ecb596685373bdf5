using System.Runtime.CompilerServices;
using Guarded.Store.Ledger;
using Pipeline.Records;

namespace Pipeline.Runs;

/// <summary>
/// The work of a run, from wherever it is to its end: rows are recorded after their raw bytes are stored and before anything
/// is made of them, and the output is published when all of them are done.
/// </summary>
public sealed class RunWork
{
    private const int RowsAPage = 32;

    private readonly Workspace _workspace;
    private readonly LedgerRun _run;
    private readonly RunSettings _settings;
    private readonly RowWork _rows;
    private readonly IProgress<long>? _progress;
    private readonly List<string> _faults = [];
    private long _recorded;

    private RunWork(Workspace workspace, LedgerRun run, RunSettings settings, IProgress<long>? progress) =>
        (_workspace, _run, _settings, _rows, _progress) = (workspace, run, settings, new RowWork(workspace.Payloads, settings.Nodes()), progress);

    /// <summary>Begins a run and works it to its end.</summary>
    /// <param name="workspace">Where the payloads and the ledger are.</param>
    /// <param name="settings">What to do.</param>
    /// <param name="progress">Told the number of rows that are recorded.</param>
    /// <param name="cancellationToken">Ends the run as failed; it can be resumed.</param>
    public static async Task<RunReport> RunAsync(Workspace workspace, RunSettings settings, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var run = await workspace.Ledger.StartRunAsync(new NewRun(Path.GetFileName(settings.Sources[0])) { Settings = settings.ToJson(), CodeVersion = CodeVersion.Current }, cancellationToken);
        return await new RunWork(workspace, run, settings, progress).EndAsync(cancellationToken);
    }

    /// <summary>Takes a run up where it was cut off, or failed, and works it to its end.</summary>
    /// <inheritdoc cref="RunAsync"/>
    /// <param name="workspace">Where the payloads and the ledger are.</param>
    /// <param name="id">The run.</param>
    /// <param name="progress">Told the number of rows that are recorded.</param>
    /// <param name="cancellationToken">Ends the run as failed; it can be resumed again.</param>
    public static async Task<RunReport> ResumeAsync(Workspace workspace, RunId id, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var run = await workspace.Ledger.ResumeRunAsync(id, cancellationToken);
        return await new RunWork(workspace, run, RunSettings.FromJson(run.Settings!), progress).EndAsync(cancellationToken);
    }

    private ILedger Ledger => _workspace.Ledger;

    private async Task<RunReport> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FinishRecordedAsync(cancellationToken);
            foreach (var path in _settings.Sources)
                await ReadAsync(path, cancellationToken);
            await FindFailedAsync(cancellationToken);
            if (_faults.Count == 0)
                await new Publication(_workspace, _run, _settings.Output, _rows.LastNode).PublishAsync(cancellationToken);
            await Ledger.EndRunAsync(_run.Id, _faults.Count == 0 ? RunStatus.Completed : RunStatus.Failed, CancellationToken.None);
            return new RunReport(await Ledger.ReadRunAsync(_run.Id, CancellationToken.None), _recorded, _faults);
        }
        catch (Exception reason)
        {
            await FailAsync(reason);
            throw;
        }
    }

    // Their raw bytes are in the store: what an earlier session left undone needs no file.
    private async Task FinishRecordedAsync(CancellationToken cancellationToken)
    {
        if (_run.Session == 1)
            return;
        var checkpoints = await Ledger.ReadCheckpointsAsync(_run.Id, cancellationToken);
        await foreach (var page in Ledger.ReadPendingRowsAsync(_run.Id, _rows.LastNode, cancellationToken).Chunk(RowsAPage))
        {
            var outcomes = await TogetherAsync(page, async (row, token) =>
            {
                var raw = await _workspace.Payloads.ReadAllBytesAsync(row.Payload, token);
                var earlier = (await Ledger.ExplainAsync(row.Id, token)).Outcomes.Select(static explained => explained.Outcome).ToList();
                return await _rows.RunAsync(row.Source, row.Index, Checkpoints.Format(checkpoints, row.Source), raw, earlier, token);
            }, cancellationToken);
            await Ledger.RecordAsync(_run.Id, new LedgerBatch { Outcomes = [.. outcomes.SelectMany(static row => row)] }, cancellationToken);
        }
    }

    private async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        var source = (await Ledger.AddSourceAsync(_run.Id, Path.GetFileName(path), cancellationToken)).Id;
        var recorded = new RecordedRows(Ledger, source);
        await using (recorded)
        {
            if ((await Ledger.ReadCheckpointsAsync(_run.Id, cancellationToken)).ContainsKey(Checkpoints.EndOf(source)))
            {
                Count(await recorded.CountRestAsync(cancellationToken));
                return;
            }
            await ReadAsync(path, source, recorded, cancellationToken);
        }
    }

    private async Task ReadAsync(string path, SourceId source, RecordedRows recorded, CancellationToken cancellationToken)
    {
        var faults = _faults.Count;
        try
        {
            await using var file = await RecordsFile.OpenAsync(path, cancellationToken);
            await Ledger.SetCheckpointAsync(_run.Id, Checkpoints.FormatOf(source), file.Format.ToText(), cancellationToken);
            await foreach (var page in NewRecordsAsync(file, recorded, cancellationToken).Chunk(RowsAPage))
                await RecordAsync(source, file.Format, page, cancellationToken);
        }
        catch (MalformedRecordException exception)
        {
            _faults.Add(exception.Message);
        }
        if (_faults.Count == faults)
            await Ledger.SetCheckpointAsync(_run.Id, Checkpoints.EndOf(source), "recorded", cancellationToken);
    }

    private async IAsyncEnumerable<RawRecord> NewRecordsAsync(RecordsFile file, RecordedRows recorded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in file.ReadAsync(cancellationToken))
        {
            if (await recorded.HasAsync(record, file.Name, cancellationToken))
                Count(1);
            else if (record.Fault is { } fault)
                _faults.Add($"{file.Name}, line {record.Line}: {fault}.");
            else
                yield return record;
        }
    }

    private async Task RecordAsync(SourceId source, RecordFormat format, RawRecord[] page, CancellationToken cancellationToken)
    {
        var rows = await TogetherAsync(page, async (record, token) => new NewRow(source, record.Index, await _workspace.Payloads.StoreAsync(record.Raw, token)), cancellationToken);
        await Ledger.RecordAsync(_run.Id, new LedgerBatch { Rows = rows }, cancellationToken);
        Count(page.Length);
        var outcomes = await TogetherAsync(page, (record, token) => _rows.RunAsync(source, record.Index, format, record.Raw, [], token), cancellationToken);
        await Ledger.RecordAsync(_run.Id, new LedgerBatch { Outcomes = [.. outcomes.SelectMany(static row => row)] }, cancellationToken);
    }

    private async Task FindFailedAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in Ledger.ReadPendingRowsAsync(_run.Id, _rows.LastNode, cancellationToken))
        {
            var failed = (await Ledger.ExplainAsync(row.Id, cancellationToken)).Outcomes.Last(static explained => explained.Outcome.Status == OutcomeStatus.Failed).Outcome;
            _faults.Add($"row {row.Id}, at '{failed.Node}': {failed.Error}.");
        }
    }

    private async Task FailAsync(Exception reason)
    {
        try
        {
            await Ledger.EndRunAsync(_run.Id, RunStatus.Failed, CancellationToken.None);
        }
        catch (LedgerException exception)
        {
            throw new LedgerException($"{reason.Message} Run {_run.Id} could not be marked as failed either: {exception.Message}", reason);
        }
    }

    private void Count(long rows)
    {
        _recorded += rows;
        _progress?.Report(_recorded);
    }

    // Stores that wait for the disk at the same time share their flushes.
    private static async Task<TResult[]> TogetherAsync<T, TResult>(T[] items, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Length];
        await Parallel.ForAsync(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken }, async (at, token) => results[at] = await work(items[at], token));
        return results;
    }
}
