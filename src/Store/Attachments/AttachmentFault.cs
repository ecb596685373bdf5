using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>Something that is wrong with a stored attachment.</summary>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Key">The object that shows it.</param>
/// <param name="Attachment">The attachment that suffers from it, or null where that is not known.</param>
/// <param name="Description">What is wrong, and what to do.</param>
public sealed record AttachmentFault(AttachmentFaultKind Kind, ObjectKey Key, AttachmentId? Attachment, string Description);
