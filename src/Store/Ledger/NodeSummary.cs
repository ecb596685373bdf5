namespace Guarded.Store.Ledger;

/// <summary>A node of a run in numbers. Each attempt counts.</summary>
/// <param name="Node">The node.</param>
/// <param name="Succeeded">How often it did its work.</param>
/// <param name="Failed">How often it could not.</param>
/// <param name="Skipped">How often it had nothing to do.</param>
public sealed record NodeSummary(string Node, long Succeeded, long Failed, long Skipped);
