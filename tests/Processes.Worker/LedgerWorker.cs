using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Sqlite;

namespace Guarded.Processes.Worker;

/// <summary>Works on a ledger until it is killed, and says what it recorded.</summary>
public static class LedgerWorker
{
    private const int Writers = 4;
    private const int RowsARun = 20;

    /// <summary>The ledger that belongs to a store of objects: it lies beside it.</summary>
    public static string DatabaseOf(string objects) => $"{objects}.db";

    /// <summary>The raw bytes of a row.</summary>
    public static byte[] Row(string source, long index) => Encoding.UTF8.GetBytes($"row {index} of {source}");

    /// <summary>Takes up the one run of a source, or starts it, and records rows from several tasks at once.</summary>
    internal static async Task RecordAsync(FileObjectStore objects, string source)
    {
        var payloads = new PayloadStore(objects);
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(DatabaseOf(objects.Root), payloads);
        var left = await ledger.ReadRunsAsync().FirstOrDefaultAsync(run => run.Source == source);
        var run = left is null ? await ledger.StartRunAsync(source) : await ledger.ResumeRunAsync(left.Id);
        var next = await ledger.ReadRowsAsync(run.Id).Select(row => row.Index).LastOrDefaultAsync(-1);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var index = Interlocked.Increment(ref next);
                await StoreAndRecordAsync(ledger, payloads, run.Id, source, index);
                Said.Line($"{index}");
            }
        })));
    }

    /// <summary>Runs that have the rows of another source too, and are purged as soon as they have ended.</summary>
    internal static async Task PurgeAsync(FileObjectStore objects, string source)
    {
        var payloads = new PayloadStore(objects);
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(DatabaseOf(objects.Root), payloads);
        while (true)
        {
            var run = await ledger.StartRunAsync("purged at once");
            for (var index = 0; index < RowsARun; index++)
                await StoreAndRecordAsync(ledger, payloads, run.Id, source, index);
            await ledger.EndRunAsync(run.Id, RunStatus.Completed);
            await ledger.PurgeAsync(new RetentionPolicy { KeepFor = TimeSpan.Zero });
            Said.Line($"{run.Id}");
        }
    }

    private static async Task StoreAndRecordAsync(SqliteLedger ledger, PayloadStore payloads, RunId run, string source, long index)
    {
        while (true)
        {
            try
            {
                await ledger.CreateRowAsync(run, index, await payloads.StoreAsync(Row(source, index)));
                return;
            }
            catch (PayloadNotFoundException)
            {
                // A purge took it in between: stored again, it is recorded.
            }
        }
    }
}
