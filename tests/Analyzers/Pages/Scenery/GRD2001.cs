using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

class Scenery
{
    async Task<AuditRow> Show(ILedger ledger, AuditTrail trail, PayloadStore payloads, LedgerRun run, int index, byte[] bytes, byte[] data)
    {
        await Task.Yield();
        /* statements */
        return null!;
    }
}

public sealed record AuditRow(byte[] Data)
{
    public AuditRow() : this([]) { }

    [PayloadReference]
    public PayloadReference? Source { get; init; }
}

sealed class AuditTrail
{
    public void CreateRow(byte[] data, [PayloadReference] PayloadReference? source = null) => Console.WriteLine((data, source));
}
