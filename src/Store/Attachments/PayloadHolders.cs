using System.Collections.Immutable;

namespace Guarded.Store.Attachments;

/// <summary>An attachment that needs a payload, and since when.</summary>
internal readonly record struct Holder(AttachmentId Id, DateTimeOffset Since);

/// <summary>Who holds a payload. An id enters once and leaves once, and so does a generation: what has left never comes back.</summary>
internal sealed record PayloadHolders(Generation Generation, ImmutableArray<Holder> All)
{
    /// <summary>The first holder of a new generation.</summary>
    public static PayloadHolders Begin(Holder first) => new(Generation.NewRandom(), [first]);

    /// <summary>Joins the living generation. One that everybody has left is being freed: there a new one begins.</summary>
    public PayloadHolders With(Holder holder) => All.IsEmpty ? Begin(holder) : this with { All = All.Add(holder) };

    /// <summary>The same without one holder, or this itself where it holds nothing.</summary>
    public PayloadHolders Without(Generation generation, AttachmentId id) =>
        Holds(generation, id) ? this with { All = All.RemoveAll(holder => holder.Id == id) } : this;

    /// <summary>Whether an attachment holds the payload in this generation.</summary>
    public bool Holds(Generation generation, AttachmentId id) => Generation == generation && All.Any(holder => holder.Id == id);

    /// <summary>Whether everybody has left a generation that was begun. Its payload may be removed from then on, whatever else happens.</summary>
    public bool HasEnded(Generation generation) => Generation != generation || All.IsEmpty;
}
