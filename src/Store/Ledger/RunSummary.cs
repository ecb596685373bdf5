namespace Guarded.Store.Ledger;

/// <summary>A run in numbers.</summary>
/// <param name="Rows">How many rows it recorded.</param>
/// <param name="Nodes">What became of them at each node, in the order of the nodes' names.</param>
public sealed record RunSummary(long Rows, IReadOnlyList<NodeSummary> Nodes);
