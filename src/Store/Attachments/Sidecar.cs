using Guarded.Store.Hashing;

namespace Guarded.Store.Attachments;

/// <summary>What lies under an attachment's id: the attachment, or the mark that a recovery has abandoned it before it came to be.</summary>
/// <param name="Id">The attachment's id.</param>
/// <param name="Payload">The hash of its content.</param>
/// <param name="Generation">The generation that it holds.</param>
/// <param name="Attachment">The attachment, or null where it is abandoned.</param>
internal sealed record Sidecar(AttachmentId Id, PayloadHash Payload, Generation Generation, Attachment? Attachment)
{
    public static Sidecar Of(Attachment attachment, Generation generation) => new(attachment.Id, attachment.Payload, generation, attachment);

    public static Sidecar Abandoned(AttachmentId id, PayloadHash payload, Generation generation) => new(id, payload, generation, Attachment: null);
}
