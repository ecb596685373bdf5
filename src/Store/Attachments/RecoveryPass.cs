using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>
/// One recovery. An add is abandoned by a mark under its own sidecar's key: either the mark is there first, or the sidecar,
/// and so the two sides agree on who won without trusting a clock. The id then leaves, and the mark after it.
/// </summary>
internal sealed class RecoveryPass(IObjectStore objects, Sidecars sidecars, HeldPayloads payloads, DateTimeOffset takenForDead)
{
    private readonly List<AttachmentFault> _faults = [];
    private readonly List<ForeignEntry> _foreign = [];
    private readonly HashSet<ObjectKey> _namedUnheld = [];
    private bool _namesAreKnown = true;
    private int _abandoned;
    private int _freed;

    public async ValueTask<AttachmentRecovery> RunAsync(CancellationToken cancellationToken)
    {
        // In this order: what a sidecar names though nothing holds it must be known before payloads are freed.
        await foreach (var entry in objects.ListForeignAsync(AttachmentKeys.All, cancellationToken).ConfigureAwait(false))
            LookAtForeign(entry);
        await ForEachAsync(AttachmentKeys.Sidecars, LookAtSidecarAsync, cancellationToken).ConfigureAwait(false);
        await ForEachAsync(AttachmentKeys.Holders, LookAtHoldersAsync, cancellationToken).ConfigureAwait(false);
        await ForEachAsync(AttachmentKeys.Payloads, LookAtPayloadAsync, cancellationToken).ConfigureAwait(false);
        return new AttachmentRecovery(_abandoned, _freed, _faults) { Foreign = _foreign };
    }

    private async ValueTask ForEachAsync(string prefix, Func<ObjectInfo, CancellationToken, ValueTask> look, CancellationToken cancellationToken)
    {
        await foreach (var info in objects.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
            await TryAsync(info.Key, () => look(info, cancellationToken)).ConfigureAwait(false);
    }

    // What is wrong with one object stops nothing but what needs it.
    private async ValueTask TryAsync(ObjectKey key, Func<ValueTask> look)
    {
        try
        {
            await look().ConfigureAwait(false);
        }
        catch (AttachmentMetadataUnreadableException unreadable)
        {
            MissNamesOf(unreadable.Key);
            // Each is looked at under its own key as well; once is enough.
            if (unreadable.Key.Equals(key))
                Report(AttachmentFaultKind.MetadataUnreadable, unreadable.Key, unreadable.Id, unreadable.Fault);
        }
        catch (Exception exception) when (LocalFailure.Is(exception))
        {
            MissNamesOf(key);
            Report(AttachmentFaultKind.Inaccessible, key, AttachmentKeys.TryParseSidecar(key, out var id) ? id : null, $"{exception.Message.TrimEnd('.')}. Nothing more was done about it. Remove the cause and recover again.");
        }
    }

    private void MissNamesOf(ObjectKey key) => _namesAreKnown &= !AttachmentKeys.TryParseSidecar(key, out _) && !AttachmentKeys.IsFolderOfSidecars(key);

    // What stands in the place of a sidecar, or of a folder of them, hides the names.
    private void LookAtForeign(ForeignEntry entry)
    {
        if (ObjectKey.TryParse(entry.Name.TrimEnd('/'), out var key))
            MissNamesOf(key);
        _foreign.Add(entry);
    }

    private async ValueTask LookAtSidecarAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        if (!AttachmentKeys.TryParseSidecar(info.Key, out var id))
        {
            MissNamesOf(info.Key);
            ReportForeign(info);
        }
        else if (await sidecars.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } sidecar)
        {
            if (sidecar.Attachment is { } attachment)
                await CheckAsync(attachment, sidecar, cancellationToken).ConfigureAwait(false);
            else
                await FinishAsync(sidecar, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask CheckAsync(Attachment attachment, Sidecar sidecar, CancellationToken cancellationToken)
    {
        var key = AttachmentKeys.Payload(sidecar.Payload, sidecar.Generation);
        var isHeld = false;
        try
        {
            var holders = await payloads.FindAsync(sidecar.Payload, cancellationToken).ConfigureAwait(false);
            isHeld = holders is not null && holders.Holds(sidecar.Generation, sidecar.Id);
        }
        finally
        {
            if (!isHeld)
                _namedUnheld.Add(key);
        }
        var payload = await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false);
        if (isHeld && payload?.Length == attachment.Length)
            return;
        // A delete removes the sidecar before the rest.
        if (await sidecars.FindAsync(sidecar.Id, cancellationToken).ConfigureAwait(false) is null)
            return;
        var remedy = isHeld ? "Add the same bytes again or restore it from a copy." : "Restore it from a copy: adding the same bytes again cannot, because the attachment is not held.";
        if (!isHeld)
            Report(AttachmentFaultKind.NotHeld, AttachmentKeys.Sidecar(sidecar.Id), sidecar.Id, $"'{AttachmentKeys.HoldersOf(sidecar.Payload)}' does not name it in its generation. If its content can be read, add that as an attachment of its own; then delete this one.");
        if (payload is null)
            Report(AttachmentFaultKind.PayloadMissing, key, sidecar.Id, $"It is gone. {remedy}");
        else if (payload.Length != attachment.Length)
            Report(AttachmentFaultKind.PayloadDamaged, key, sidecar.Id, $"It has {payload.Length} bytes, not {attachment.Length}. {remedy}");
    }

    private async ValueTask LookAtHoldersAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        if (!AttachmentKeys.TryParseHolders(info.Key, out var hash))
        {
            ReportForeign(info);
        }
        else if (await payloads.FindAsync(hash, cancellationToken).ConfigureAwait(false) is { } holders)
        {
            foreach (var holder in holders.All.Where(holder => holder.Since <= takenForDead))
            {
                var mark = Sidecar.Abandoned(holder.Id, hash, holders.Generation);
                await TryAsync(AttachmentKeys.Sidecar(mark.Id), () => AbandonAsync(mark, cancellationToken)).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask AbandonAsync(Sidecar mark, CancellationToken cancellationToken)
    {
        var isThere = await objects.HeadAsync(AttachmentKeys.Sidecar(mark.Id), cancellationToken).ConfigureAwait(false) is not null;
        if (!isThere && await sidecars.TryCreateAsync(mark, cancellationToken).ConfigureAwait(false))
            await FinishAsync(mark, cancellationToken).ConfigureAwait(false);
    }

    // The mark goes last: a writer that comes after it finds that it is not held. What this frees is freed with the rest.
    private async ValueTask FinishAsync(Sidecar mark, CancellationToken cancellationToken)
    {
        await payloads.LeaveAsync(mark.Payload, mark.Generation, mark.Id, cancellationToken).ConfigureAwait(false);
        await objects.DeleteAsync(AttachmentKeys.Sidecar(mark.Id), ifMatch: null, cancellationToken).ConfigureAwait(false);
        _abandoned++;
    }

    // A payload that is seen before its record is read was published in a generation that was in the record by then.
    private async ValueTask LookAtPayloadAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        if (!AttachmentKeys.TryParsePayload(info.Key, out var hash, out var generation))
            ReportForeign(info);
        else if (await payloads.FindAsync(hash, cancellationToken).ConfigureAwait(false) is not { } holders)
            Report(AttachmentFaultKind.HoldersMissing, info.Key, attachment: null, $"'{AttachmentKeys.HoldersOf(hash)}' is gone, which no store removes. Restore it from a copy.");
        else if (holders.HasEnded(generation) && MayBeFreed(info.Key) && await payloads.FreeAsync(hash, generation, cancellationToken).ConfigureAwait(false))
            _freed++;
    }

    // A sidecar that could not be read may name any payload.
    private bool MayBeFreed(ObjectKey payload) => _namesAreKnown && !_namedUnheld.Contains(payload);

    private void ReportForeign(ObjectInfo info) =>
        Report(AttachmentFaultKind.ForeignName, info.Key, attachment: null, "No attachment store gives this name. Move it elsewhere.");

    private void Report(AttachmentFaultKind kind, ObjectKey key, AttachmentId? attachment, string description) =>
        _faults.Add(new AttachmentFault(kind, key, attachment, description));
}
