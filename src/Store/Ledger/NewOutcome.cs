using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger;

/// <summary>What became of a row at a node, to be recorded. Made by <see cref="Succeeded"/>, <see cref="Failed"/> or <see cref="Skipped"/>.</summary>
public sealed record NewOutcome
{
    private NewOutcome(SourceId source, long index, string node, OutcomeStatus status)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        LedgerText.Require(node);
        (Source, Index, Node, Status) = (source, index, node, status);
    }

    /// <summary>The row's source.</summary>
    public SourceId Source { get; }

    /// <summary>The row's place in that source.</summary>
    public long Index { get; }

    /// <summary>The node, in the caller's words.</summary>
    public string Node { get; }

    /// <summary>What became of the row there.</summary>
    public OutcomeStatus Status { get; }

    /// <summary>What the node made of the row, stored, or null where that is nothing to keep.</summary>
    public PayloadReference? Output { get; private init; }

    /// <summary>Why the node failed; null where it did not.</summary>
    public string? Error { get; private init; }

    /// <summary>Which attempt of this node at this row, from 1; each is recorded once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Attempt
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Attempts are counted from 1.");
    } = 1;

    /// <summary>How long the node took; whole microseconds are kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Duration
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A node takes no negative time.");
    }

    /// <summary>The node did its work.</summary>
    /// <param name="source">The row's source; a run's id stands for the run's first source.</param>
    /// <param name="index">The row's place in that source.</param>
    /// <param name="node">The node, in the caller's words.</param>
    /// <param name="output">What it made of the row, stored, or null where that is nothing to keep.</param>
    public static NewOutcome Succeeded(SourceId source, long index, string node, PayloadReference? output) =>
        new(source, index, node, OutcomeStatus.Succeeded) { Output = output };

    /// <summary>The node could not do its work.</summary>
    /// <inheritdoc cref="Succeeded"/>
    /// <param name="source">The row's source; a run's id stands for the run's first source.</param>
    /// <param name="index">The row's place in that source.</param>
    /// <param name="node">The node, in the caller's words.</param>
    /// <param name="error">Why.</param>
    public static NewOutcome Failed(SourceId source, long index, string node, string error)
    {
        LedgerText.Require(error);
        return new(source, index, node, OutcomeStatus.Failed) { Error = error };
    }

    /// <summary>The node had nothing to do for this row.</summary>
    /// <param name="source">The row's source; a run's id stands for the run's first source.</param>
    /// <param name="index">The row's place in that source.</param>
    /// <param name="node">The node, in the caller's words.</param>
    public static NewOutcome Skipped(SourceId source, long index, string node) => new(source, index, node, OutcomeStatus.Skipped);
}
