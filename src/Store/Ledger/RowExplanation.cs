namespace Guarded.Store.Ledger;

/// <summary>A row's way, from the bytes that it was made from to each output.</summary>
/// <param name="Run">The run that recorded the row.</param>
/// <param name="Source">Where the row comes from.</param>
/// <param name="Row">The row.</param>
/// <param name="Raw">Its raw bytes.</param>
/// <param name="Outcomes">What became of it at each node, each attempt in the order in which they were recorded.</param>
public sealed record RowExplanation(LedgerRun Run, LedgerSource Source, LedgerRow Row, PayloadTrace Raw, IReadOnlyList<ExplainedOutcome> Outcomes);
