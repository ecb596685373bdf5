using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>What is stored about an attachment is not what this version of the store writes: it was damaged, or a newer version wrote it.</summary>
public sealed class AttachmentMetadataUnreadableException : IOException
{
    internal AttachmentMetadataUnreadableException(ObjectKey key, string fault, Exception? innerException = null)
        : base($"The attachment metadata '{key}' cannot be read: {fault} The payload was not touched.", innerException)
    {
        Key = key;
        Fault = fault;
        Id = AttachmentKeys.TryParseSidecar(key, out var id) ? id : null;
    }

    /// <summary>The object that cannot be read.</summary>
    public ObjectKey Key { get; }

    /// <summary>What is wrong with it, and what to do.</summary>
    public string Fault { get; }

    /// <summary>Whose metadata it is, or null where it is the record of who holds a payload. A listing goes on after it.</summary>
    public AttachmentId? Id { get; }
}
