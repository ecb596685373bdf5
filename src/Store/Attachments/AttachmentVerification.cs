using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Attachments;

/// <summary>
/// Verifies the content of all attachments. Which of them suffer from a finding,
/// <see cref="AttachmentStore.ListAsync(PayloadHash, CancellationToken)"/> says of its hash; adding the bytes of a damaged
/// content again by the same store heals it.
/// </summary>
/// <remarks>
/// <para>Writers, deleters and recoveries may be at work. Content that is missing altogether is
/// <see cref="AttachmentStore.RecoverAsync"/>'s to report, and so is what is wrong with sidecars and with the records of
/// who holds a content.</para>
/// <para>Content that everybody has left waits for a recovery, beside that which is attached under the same hash since. It is
/// verified too: where only it is damaged, <see cref="AttachmentStore.VerifyAsync"/> finds the attachments whole.</para>
/// </remarks>
/// <param name="attachments">Whose content is verified.</param>
public sealed class AttachmentVerification(AttachmentStore attachments)
    : Verification((attachments ?? throw new ArgumentNullException(nameof(attachments))).Place);
