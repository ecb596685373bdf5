using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger;

/// <summary>A payload that has to be in the store, because the ledger refers to it and no purge took it.</summary>
/// <param name="Payload">The payload.</param>
/// <param name="Length">Its length in bytes, as it was recorded.</param>
/// <param name="Row">A row that refers to it, or one of whose outputs it is.</param>
public sealed record LedgerReference(PayloadHash Payload, long Length, RowId Row);
