using Guarded.Store.Hashing;

namespace Guarded.Store.Attachments;

/// <summary>An attachment is there and its content is not: it was removed by something other than the store.</summary>
public sealed class AttachmentPayloadMissingException : IOException
{
    internal AttachmentPayloadMissingException(Attachment attachment)
        : base($"The content of attachment {attachment.Id}, payload {attachment.Payload} of {attachment.Length} bytes, is missing. Add the same bytes again, which restores it for all that are in the record of who holds it (a recovery reports those that are not), or restore it from a copy.")
    {
        Id = attachment.Id;
        Payload = attachment.Payload;
    }

    /// <summary>The attachment that was to be read.</summary>
    public AttachmentId Id { get; }

    /// <summary>The content that is missing.</summary>
    public PayloadHash Payload { get; }
}
