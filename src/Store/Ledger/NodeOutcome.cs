using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger;

/// <summary>What became of a row at a node, as it was recorded.</summary>
/// <param name="Source">The row's source.</param>
/// <param name="Index">The row's place in that source.</param>
/// <param name="Node">The node.</param>
/// <param name="Attempt">Which attempt of this node at this row, from 1.</param>
/// <param name="Status">What became of the row there.</param>
public sealed record NodeOutcome(SourceId Source, long Index, string Node, int Attempt, OutcomeStatus Status)
{
    /// <summary>What the node made of the row, or null.</summary>
    public PayloadHash? Output { get; init; }

    /// <summary>The output's length in bytes, or null where there is none.</summary>
    public long? OutputLength { get; init; }

    /// <summary>Why the node failed, or null.</summary>
    public string? Error { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
