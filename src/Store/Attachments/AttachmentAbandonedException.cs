namespace Guarded.Store.Attachments;

/// <summary>
/// An attachment was taken away before it was whole: a recovery took its writer for dead, or somebody deleted it at once.
/// Nothing of it is left.
/// </summary>
public sealed class AttachmentAbandonedException : IOException
{
    internal AttachmentAbandonedException(AttachmentId id)
        : base($"Attachment {id} was taken away before it was whole, by a recovery whose minimum age was shorter than this write, or by a delete. Add it again; recover with a greater minimum age.") => Id = id;

    /// <summary>The attachment that was not stored.</summary>
    public AttachmentId Id { get; }
}
