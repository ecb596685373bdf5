using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

#pragma warning disable GRD2005 // It may be left out, so that it can be.
public sealed class Orchestrator(ILedger ledger, PayloadStore? payloads = null)
#pragma warning restore GRD2005
{
    public ILedger Ledger { get; } = ledger;

    public PayloadStore? Payloads { get; } = payloads;
}
