using Guarded.Store.Attachments;
using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger;

/// <summary>One row that a run recorded.</summary>
/// <param name="Id">Its name in this ledger.</param>
/// <param name="Source">Where it comes from, and by that the run that recorded it.</param>
/// <param name="Index">Its place in that source, from 0.</param>
/// <param name="Payload">The payload with its raw bytes.</param>
/// <param name="PayloadLength">The length of those in bytes.</param>
public sealed record LedgerRow(RowId Id, SourceId Source, long Index, PayloadHash Payload, long PayloadLength)
{
    /// <summary>The run that recorded it.</summary>
    public RunId Run => Source.Run;

    /// <summary>The hash of what was read from the raw bytes, in a form of the caller's, or null.</summary>
    public PayloadHash? DataHash { get; init; }

    /// <summary>What is attached to it, in the caller's order.</summary>
    public IReadOnlyList<AttachmentId> Attachments { get; init; } = [];

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether all is the same, down to what is attached.</summary>
    public bool Equals(LedgerRow? other) =>
        other is not null
        && (Id, Source, Index, Payload, PayloadLength, DataHash, RecordedAt) == (other.Id, other.Source, other.Index, other.Payload, other.PayloadLength, other.DataHash, other.RecordedAt)
        && Attachments.SequenceEqual(other.Attachments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Source, Index, Payload);
}
