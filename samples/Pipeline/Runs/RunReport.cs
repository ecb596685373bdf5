using Guarded.Store.Ledger;

namespace Pipeline.Runs;

/// <summary>How a run ended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Rows">How many rows it recorded, with those of earlier sessions.</param>
/// <param name="Faults">What keeps it from being complete: each malformed record by its file and line, and each row that a node failed at.</param>
public sealed record RunReport(LedgerRun Run, long Rows, IReadOnlyList<string> Faults)
{
    /// <summary>Whether all is done and the output is published.</summary>
    public bool IsComplete => Faults.Count == 0;
}
