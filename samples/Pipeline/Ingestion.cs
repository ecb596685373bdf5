using Guarded.Store.Ledger;
using Pipeline.Records;

namespace Pipeline;

/// <summary>Records every row of a file, its raw bytes first.</summary>
public static class Ingestion
{
    /// <summary>Ingests a file as one run.</summary>
    /// <param name="workspace">Where the payloads and the ledger are.</param>
    /// <param name="file">A CSV file.</param>
    /// <param name="progress">Told the number of rows that are recorded, after each.</param>
    /// <param name="cancellationToken">Ends the run as failed; the rows that it recorded stay.</param>
    public static async Task<IngestedRun> RunAsync(Workspace workspace, string file, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var run = await workspace.Ledger.StartRunAsync(Path.GetFileName(file), cancellationToken);
        try
        {
            var ingested = new IngestedRun(run, Rows: 0, First: null, Last: null);
            await foreach (var record in CsvFile.ReadAsync(file, cancellationToken))
            {
                var payload = await workspace.Payloads.StoreAsync(record.Raw, cancellationToken);
                var row = await workspace.Ledger.CreateRowAsync(run.Id, ingested.Rows, payload, cancellationToken);
                ingested = ingested with { Rows = ingested.Rows + 1, First = ingested.First ?? row.Id, Last = row.Id };
                progress?.Report(ingested.Rows);
            }
            await workspace.Ledger.EndRunAsync(run.Id, RunStatus.Completed, CancellationToken.None);
            return ingested;
        }
        catch (Exception reason)
        {
            await FailAsync(workspace.Ledger, run, reason);
            throw;
        }
    }

    private static async Task FailAsync(ILedger ledger, LedgerRun run, Exception reason)
    {
        try
        {
            await ledger.EndRunAsync(run.Id, RunStatus.Failed, CancellationToken.None);
        }
        catch (LedgerException exception)
        {
            throw new LedgerException($"{reason.Message} Run {run.Id} could not be marked as failed either: {exception.Message}", reason);
        }
    }
}
