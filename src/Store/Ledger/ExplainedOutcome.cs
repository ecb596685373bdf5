namespace Guarded.Store.Ledger;

/// <summary>What became of a row at a node, and where its output is.</summary>
/// <param name="Outcome">What was recorded.</param>
/// <param name="Output">The output, or null where there is none.</param>
public sealed record ExplainedOutcome(NodeOutcome Outcome, PayloadTrace? Output);
