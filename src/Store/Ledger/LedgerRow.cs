using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger;

/// <summary>One row that a run recorded.</summary>
/// <param name="Id">Its name in this ledger.</param>
/// <param name="Run">The run that recorded it.</param>
/// <param name="Index">Its place in the run's source, from 0.</param>
/// <param name="Payload">The payload with its raw bytes.</param>
/// <param name="PayloadLength">The length of those in bytes.</param>
public sealed record LedgerRow(RowId Id, RunId Run, long Index, PayloadHash Payload, long PayloadLength);
