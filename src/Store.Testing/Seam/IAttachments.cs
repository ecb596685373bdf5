using Guarded.Store.Attachments;

namespace Guarded.Store.Testing.Seam;

/// <summary>What an interleaving asks of a store of attachments, so that one that is naive can be put in its place.</summary>
internal interface IAttachments
{
    Task<AttachmentId> AddAsync(byte[] content);

    Task<bool> DeleteAsync(AttachmentId id);

    Task RecoverAsync();
}
