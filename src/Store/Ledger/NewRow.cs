using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger;

/// <summary>A row that is to be recorded. Its raw bytes are stored first: only the store makes the reference that this asks for.</summary>
public sealed record NewRow
{
    /// <summary>A row and its raw bytes.</summary>
    /// <param name="source">Where it comes from; a run's id stands for the run's first source.</param>
    /// <param name="index">Its place in that source, from 0; once a source.</param>
    /// <param name="payload">Its raw bytes, stored.</param>
    public NewRow(SourceId source, long index, [PayloadReference] PayloadReference payload)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentNullException.ThrowIfNull(payload);
        (Source, Index, Payload) = (source, index, payload);
    }

    /// <summary>Where it comes from.</summary>
    public SourceId Source { get; }

    /// <summary>Its place in that source, from 0.</summary>
    public long Index { get; }

    /// <summary>Its raw bytes, stored.</summary>
    public PayloadReference Payload { get; }

    /// <summary>The hash of what was read from the raw bytes, in a form of the caller's, or null.</summary>
    public PayloadHash? DataHash { get; init; }

    /// <summary>What is attached to it, in the caller's order.</summary>
    public IReadOnlyList<AttachmentId> Attachments { get; init; } = [];
}
