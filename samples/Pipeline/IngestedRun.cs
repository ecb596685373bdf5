using Guarded.Store.Ledger;

namespace Pipeline;

/// <summary>A run and what it recorded.</summary>
/// <param name="Run">The run.</param>
/// <param name="Rows">How many rows it recorded.</param>
/// <param name="First">Its first row, if any.</param>
/// <param name="Last">Its last row, if any. Another run at the same time may have rows in between.</param>
public sealed record IngestedRun(LedgerRun Run, long Rows, RowId? First, RowId? Last);
