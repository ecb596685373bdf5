using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

class Scenery
{
    async Task Show(ILedger ledger, PayloadStore payloads, LedgerRun run, int index, byte[] bytes)
    {
        /* statements */
    }
}
