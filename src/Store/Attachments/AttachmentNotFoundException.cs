namespace Guarded.Store.Attachments;

/// <summary>No attachment has this id.</summary>
public sealed class AttachmentNotFoundException(AttachmentId id)
    : IOException($"No attachment {id} is stored here. It was never added, was deleted, or belongs to another store.")
{
    /// <summary>The id that was asked for.</summary>
    public AttachmentId Id { get; } = id;
}
