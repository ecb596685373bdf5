using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Attachments;

/// <summary>
/// How an attachment comes to be and how it goes, in steps after each of which a crash does no harm. What leaves a record,
/// an id or a generation, never comes back; only what belongs to something that has left is ever removed.
/// </summary>
internal sealed class AttachmentLifetime(IObjectStore objects, VerifiedObjects verified, Sidecars sidecars, HeldPayloads payloads)
{
    /// <summary>
    /// Enters the attachment's id into the record of who holds the content, publishes the content in the record's generation,
    /// then the sidecar that makes the attachment visible, and looks whether the id is still held.
    /// </summary>
    /// <param name="attachment">One of a new id.</param>
    /// <param name="staged">Its content.</param>
    /// <param name="payload">What the content is.</param>
    /// <param name="cancellationToken">Cancels until the id is entered: whoever stopped then would leave it for a recovery.</param>
    /// <exception cref="AttachmentAbandonedException">It was taken away meanwhile. Nothing of it is left.</exception>
    public async ValueTask BeginAsync(Attachment attachment, StagedObject staged, PayloadReference payload, CancellationToken cancellationToken)
    {
        var entered = await payloads.EnterAsync(payload.Hash, new Holder(attachment.Id, attachment.Created), cancellationToken).ConfigureAwait(false);
        var sidecar = Sidecar.Of(attachment, entered.Generation);
        await verified.CommitAsync(staged, AttachmentKeys.Payload(payload.Hash, entered.Generation), payload, CancellationToken.None).ConfigureAwait(false);
        if (!await sidecars.TryCreateAsync(sidecar, CancellationToken.None).ConfigureAwait(false))
            throw await WithdrawAsync(sidecar, entered).ConfigureAwait(false);
        var holders = await payloads.FindAsync(payload.Hash, CancellationToken.None).ConfigureAwait(false);
        if (holders is not null && holders.Holds(sidecar.Generation, sidecar.Id))
            return;
        await RemoveAsync(sidecar, CancellationToken.None).ConfigureAwait(false);
        throw await WithdrawAsync(sidecar, entered).ConfigureAwait(false);
    }

    /// <summary>Removes the sidecar, then takes the id out; whoever empties the record removes the content of its generation.</summary>
    /// <param name="sidecar">The attachment's.</param>
    /// <param name="cancellationToken">Honoured until the removal begins.</param>
    /// <returns>Whether this removed it.</returns>
    public async ValueTask<bool> EndAsync(Sidecar sidecar, CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(sidecar, cancellationToken).ConfigureAwait(false);
        // What is not in the record may be named by others that are not in it either: that is a recovery's to tell.
        var departure = await LeaveAsync(sidecar).ConfigureAwait(false);
        if (departure.EndedIt)
            await FreeAsync(sidecar).ConfigureAwait(false);
        return removed == DeleteResult.Deleted;
    }

    // The content may have been published after its generation was freed. Where this add did not begin the generation,
    // others may still name it in a record that was harmed: what is left is a recovery's then.
    private async ValueTask<AttachmentAbandonedException> WithdrawAsync(Sidecar sidecar, PayloadHolders entered)
    {
        var departure = await LeaveAsync(sidecar).ConfigureAwait(false);
        if (departure.EndedIt || (departure.HasEnded && entered.All.Length == 1))
            await FreeAsync(sidecar).ConfigureAwait(false);
        return new AttachmentAbandonedException(sidecar.Id);
    }

    private ValueTask<DeleteResult> RemoveAsync(Sidecar sidecar, CancellationToken cancellationToken) =>
        objects.DeleteAsync(AttachmentKeys.Sidecar(sidecar.Id), ifMatch: null, cancellationToken);

    private ValueTask<Departure> LeaveAsync(Sidecar sidecar) =>
        payloads.LeaveAsync(sidecar.Payload, sidecar.Generation, sidecar.Id, CancellationToken.None);

    private ValueTask<bool> FreeAsync(Sidecar sidecar) =>
        payloads.FreeAsync(sidecar.Payload, sidecar.Generation, CancellationToken.None);
}
