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
    public static async Task<LedgerRun> RunAsync(Workspace workspace, string file, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var run = await workspace.Ledger.StartRunAsync(Path.GetFileName(file), cancellationToken);
        try
        {
            long rows = 0;
            await foreach (var record in CsvFile.ReadAsync(file, cancellationToken))
            {
                var payload = await workspace.Payloads.StoreAsync(record.Raw, cancellationToken);
                await workspace.Ledger.CreateRowAsync(run.Id, rows++, payload, cancellationToken);
                progress?.Report(rows);
            }
        }
        catch
        {
            await workspace.Ledger.EndRunAsync(run.Id, RunStatus.Failed, CancellationToken.None);
            throw;
        }
        await workspace.Ledger.EndRunAsync(run.Id, RunStatus.Completed, cancellationToken);
        return run;
    }
}
