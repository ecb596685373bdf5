using Guarded.Store.Hashing;

namespace Guarded.Store.Attachments;

/// <summary>Content with a description, under an id of its own.</summary>
/// <param name="Id">What the attachment is called. It never changes.</param>
/// <param name="Payload">The hash of the content, which other attachments may share. It never changes.</param>
/// <param name="Length">The content's length in bytes.</param>
/// <param name="Description">What the caller says of it.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Updated">When its description was last changed, or null.</param>
public sealed record Attachment(AttachmentId Id, PayloadHash Payload, long Length, AttachmentDescription Description, DateTimeOffset Created, DateTimeOffset? Updated);
