using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Gaps;

/// <summary>E12: the store may be left out, so somewhere it is. Nobody is told that nothing is stored.</summary>
public sealed class OptionalStorageDependency(ILedger ledger, PayloadStore? payloads = null) // GRD2005
{
    public async Task RecordAsync(LedgerRun run, long index, byte[] row, CancellationToken cancellationToken)
    {
        if (payloads is not null)
            await ledger.CreateRowAsync(run.Id, index, await payloads.StoreAsync(row, cancellationToken), cancellationToken);
    }

    public static void Resume(RunId run, PayloadStore? payloads = null) => // GRD2005
        Console.WriteLine($"{run} {payloads}");
}

/// <summary>The same by way of a record.</summary>
public sealed record RunSettings(string Source, PayloadStore? Payloads = null); // GRD2005
