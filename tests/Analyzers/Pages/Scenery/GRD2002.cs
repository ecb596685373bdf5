using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

class Scenery
{
    async Task Show(AuditTrail trail, PayloadStore payloads, LedgerRun run, byte[] bytes)
    {
        /* statements */
    }
}

sealed class AuditTrail
{
    public Task CreateRowAsync(RunId run, [PayloadReference] PayloadReference? payload) => Console.Out.WriteLineAsync($"{run} {payload}");
}
