using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Fixes.Wiring;

internal static class MissingPayloadReference
{
    public static async Task RecordAsync(ILedger ledger, PayloadStore payloads, LedgerRun run, byte[] bytes)
    {
        var payload = await payloads.StoreAsync(bytes);
        // The row that forgets its bytes.
        await ledger.CreateRowAsync(run.Id, 0, null!);
        await ledger.CreateRowAsync(run.Id, payload: default!, index: 1);
    }
}
