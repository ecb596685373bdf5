using Guarded.Store.Payloads;

namespace Gaps;

/// <summary>E13: the caller has a store in hand, the callee takes one, and the call leaves it out.</summary>
public sealed class StorageNotForwarded(PayloadStore payloads)
{
    public OptionalStorageDependency Begin(Guarded.Store.Ledger.ILedger ledger) =>
        new OptionalStorageDependency(ledger); // GRD2006

    public RunSettings Settle(string source) =>
        new(source); // GRD2006

    public PayloadStore Payloads { get; } = payloads;
}
