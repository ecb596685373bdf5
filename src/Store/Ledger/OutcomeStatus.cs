namespace Guarded.Store.Ledger;

/// <summary>What became of a row at a node.</summary>
public enum OutcomeStatus
{
    /// <summary>The node did its work.</summary>
    Succeeded = 1,

    /// <summary>It could not, and the outcome's error says why.</summary>
    Failed = 2,

    /// <summary>The node had nothing to do for this row, such as one that a filter left out.</summary>
    Skipped = 3,
}
