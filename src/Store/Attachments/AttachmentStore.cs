using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Attachments;

/// <summary>
/// Content with a description, under ids of its own. The same bytes are stored once, however often they are attached, and
/// freed when the last attachment of them is deleted, no earlier. When a call returns, what it did survives power loss;
/// every read is verified. Safe for concurrent use, by several processes too. Memory does not grow with the content's size.
/// </summary>
/// <remarks>
/// <para>Who holds a content is a record that is swapped. Its generation ends when it is empty, and the next to add the same
/// bytes begins another, which a slow remover cannot touch. So no attachment that was added can lose its content to
/// another's delete or to a recovery, whatever the clocks say.</para>
/// <para>The record stays when the last attachment is gone: some hundred bytes for each different content that was ever attached.</para>
/// </remarks>
[StorageDependency]
public sealed class AttachmentStore
{
    /// <summary>How many attachments may share one payload. Each one that comes or goes rewrites the list of them, some 90 bytes each.</summary>
    public const int MaxAttachmentsPerPayload = 65_536;

    private readonly IObjectStore _objects;
    private readonly TimeProvider _time;
    private readonly VerifiedObjects _verified;
    private readonly Sidecars _sidecars;
    private readonly HeldPayloads _payloads;
    private readonly AttachmentLifetime _lifetime;

    /// <summary>Keeps attachments in a store of objects, under <c>attachments/</c>.</summary>
    /// <param name="objects">Where they are kept.</param>
    /// <param name="options">How content is looked at that is there already; the defaults where none are given.</param>
    /// <param name="time">The clock behind the timestamps and the age of what is half done; the system's where none is given.</param>
    /// <exception cref="NotSupportedException">The backend has no compare-and-swap.</exception>
    public AttachmentStore(IObjectStore objects, PayloadStoreOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        if (!objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap))
            throw new NotSupportedException("This backend has no compare-and-swap, without which two writers of the same bytes could lose them. Choose one that has.");
        _objects = objects;
        _time = time ?? TimeProvider.System;
        _verified = new VerifiedObjects(objects, options?.DedupCheck ?? default, options?.Healed);
        _sidecars = new Sidecars(objects);
        _payloads = new HeldPayloads(objects);
        _lifetime = new AttachmentLifetime(objects, _verified, _sidecars, _payloads);
    }

    /// <summary>Attaches everything that is left to read of a stream.</summary>
    /// <param name="content">Read to its end and left open. It need not be seekable.</param>
    /// <param name="description">What the content is.</param>
    /// <param name="cancellationToken">Cancels until the content is staged and its id entered; nothing is left behind then. From there on the call runs to its end.</param>
    /// <returns>The attachment, with an id that no other has.</returns>
    /// <exception cref="ArgumentException">The stream cannot be read: it was closed, or is for writing only.</exception>
    /// <exception cref="AttachmentAbandonedException">A recovery with too short a minimum age came in between. Nothing was stored.</exception>
    /// <exception cref="AttachmentLimitException">Too many attachments share this content. Nothing was stored.</exception>
    /// <exception cref="IOException">A write failed. The attachment is there whole, or what there is of it waits for <see cref="RecoverAsync"/>. What the stream itself throws passes through, and leaves nothing.</exception>
    public async ValueTask<Attachment> AddAsync(Stream content, AttachmentDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(description);
        if (!content.CanRead)
            throw new ArgumentException("The stream cannot be read: it was closed, or is for writing only. Nothing was stored.", nameof(content));
        var staged = await _objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            var payload = await HashedCopy.ToAsync(content, staged.Content, cancellationToken).ConfigureAwait(false);
            return await CommitAsync(staged, payload, description, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Attaches bytes that are in memory already. They must not change until the call has ended.</summary>
    /// <inheritdoc cref="AddAsync(Stream, AttachmentDescription, CancellationToken)"/>
    public async ValueTask<Attachment> AddAsync(ReadOnlyMemory<byte> content, AttachmentDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        var staged = await _objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            var payload = await HashedCopy.ToAsync(content, staged.Content, cancellationToken).ConfigureAwait(false);
            return await CommitAsync(staged, payload, description, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="AddAsync(ReadOnlyMemory{byte}, AttachmentDescription, CancellationToken)"/>
    /// <exception cref="ArgumentNullException">There is no array. An empty one can be attached, null cannot.</exception>
    public ValueTask<Attachment> AddAsync(byte[] content, AttachmentDescription description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return AddAsync(content.AsMemory(), description, cancellationToken);
    }

    /// <summary>What is known of an attachment.</summary>
    /// <exception cref="AttachmentNotFoundException">There is none of this id.</exception>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of it cannot be read.</exception>
    public async ValueTask<Attachment> GetAsync(AttachmentId id, CancellationToken cancellationToken = default) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new AttachmentNotFoundException(id);

    /// <summary>What is known of an attachment, or null where there is none of this id.</summary>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of it cannot be read.</exception>
    public async ValueTask<Attachment?> FindAsync(AttachmentId id, CancellationToken cancellationToken = default) =>
        (await _sidecars.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Attachment;

    /// <summary>Opens an attachment's content. The stream is verified: it throws instead of giving its last bytes when they do not match the hash.</summary>
    /// <exception cref="AttachmentNotFoundException">There is none of this id.</exception>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of it cannot be read.</exception>
    /// <exception cref="AttachmentPayloadMissingException">Its content is missing.</exception>
    /// <exception cref="PayloadDamagedException">Its content has another length; from the stream: other bytes.</exception>
    public async ValueTask<Stream> OpenAsync(AttachmentId id, CancellationToken cancellationToken = default) =>
        await OpenVerifyingAsync(id, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads content of at most <see cref="PayloadStore.DefaultMaxBytesInMemory"/> bytes. Only verified bytes are returned.</summary>
    /// <inheritdoc cref="ReadAllBytesAsync(AttachmentId, int, CancellationToken)"/>
    public ValueTask<byte[]> ReadAllBytesAsync(AttachmentId id, CancellationToken cancellationToken = default) =>
        ReadAllBytesAsync(id, PayloadStore.DefaultMaxBytesInMemory, cancellationToken);

    /// <summary>Reads content that is known to be small. Only verified bytes are returned.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    /// <param name="id">The attachment.</param>
    /// <param name="maxLength">The longest that is read, in bytes.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="PayloadTooLargeException">It is longer. None of it was read.</exception>
    public async ValueTask<byte[]> ReadAllBytesAsync(AttachmentId id, int maxLength, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        var content = await OpenVerifyingAsync(id, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
            return await content.ReadAllAsync(maxLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads an attachment's content to its end, to learn whether it is whole.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async ValueTask VerifyAsync(AttachmentId id, CancellationToken cancellationToken = default)
    {
        var content = await OpenAsync(id, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
            await content.CopyToAsync(Stream.Null, HashedCopy.BufferLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All attachments, in the order of their ids. Memory does not grow with their number.</summary>
    /// <param name="after">Only attachments that come after this one, to go on where an earlier listing ended; null for all.</param>
    /// <param name="cancellationToken">Ends the listing between two attachments.</param>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of one cannot be read. The listing goes on after the id that this names.</exception>
    public async IAsyncEnumerable<Attachment> ListAsync(AttachmentId? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var afterKey = after is { } id ? AttachmentKeys.Sidecar(id) : null;
        await foreach (var info in _objects.ListAsync(AttachmentKeys.Sidecars, afterKey, cancellationToken).ConfigureAwait(false))
            if (AttachmentKeys.TryParseSidecar(info.Key, out var found) && await FindAsync(found, cancellationToken).ConfigureAwait(false) is { } attachment)
                yield return attachment;
    }

    /// <summary>The attachments that share a content, in the order in which they were added.</summary>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of one, or of who shares the content, cannot be read.</exception>
    public async IAsyncEnumerable<Attachment> ListAsync(PayloadHash payload, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var holders = await _payloads.FindAsync(payload, cancellationToken).ConfigureAwait(false);
        foreach (var holder in holders?.All ?? [])
            if (await FindAsync(holder.Id, cancellationToken).ConfigureAwait(false) is { } attachment)
                yield return attachment;
    }

    /// <summary>Changes what is said of an attachment. Of two changes at the same time none is lost: each is made on top of the other.</summary>
    /// <param name="id">The attachment.</param>
    /// <param name="change">Makes the new description of the present one. It is asked again when another change came first, so it must do nothing else.</param>
    /// <param name="cancellationToken">Cancels until the change is published.</param>
    /// <exception cref="AttachmentNotFoundException">There is none of this id.</exception>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of it cannot be read.</exception>
    /// <exception cref="IOException">The change could not be stored. The old description is there, or the new one whole.</exception>
    public async ValueTask<Attachment> UpdateAsync(AttachmentId id, Func<AttachmentDescription, AttachmentDescription> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = await _sidecars.ChangeAsync(AttachmentKeys.Sidecar(id), Change, cancellationToken).ConfigureAwait(false);
        return changed?.Attachment ?? throw new AttachmentNotFoundException(id);

        Sidecar? Change(Sidecar? current)
        {
            if (current?.Attachment is not { } attachment)
                return null;
            var description = change(attachment.Description) ?? throw new ArgumentException("The change gave null. Give a description back.", nameof(change));
            return current with { Attachment = attachment with { Description = description, Updated = _time.GetUtcNow() } };
        }
    }

    /// <summary>Deletes an attachment, and its content where no other shares it. The content of a stream that is open can still be read.</summary>
    /// <param name="id">The attachment.</param>
    /// <param name="cancellationToken">Honoured until the removal begins.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="AttachmentMetadataUnreadableException">What is stored of it cannot be read; it stays. Where it cannot be restored, remove the object itself: <see cref="RecoverAsync"/> then frees the content.</exception>
    /// <exception cref="IOException">A removal failed. The attachment is still there, or it is gone and its content waits for <see cref="RecoverAsync"/>.</exception>
    public async ValueTask<bool> DeleteAsync(AttachmentId id, CancellationToken cancellationToken = default)
    {
        if (await _sidecars.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Attachment: not null } sidecar)
            return false;
        return await _lifetime.EndAsync(sidecar, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Finishes what crashes left half done: takes back adds that never became visible, frees the content that deletes left
    /// behind. What only harm from outside explains is reported and never touched. Writers may go on meanwhile; it may be
    /// killed at any point and run again.
    /// </summary>
    /// <param name="minimumAge">
    /// How long ago an add must have entered its id to be taken for dead. It is told by the clocks of the machines that write,
    /// which should agree more closely than this: an add that is alive and judged dead fails, with
    /// <see cref="AttachmentAbandonedException"/>, and an attachment that was added is never in danger.
    /// </param>
    /// <param name="cancellationToken">Ends the recovery between two steps; what it did stays done.</param>
    /// <remarks>
    /// <para>Contents are compared by their length here; <see cref="AttachmentVerification"/> reads them all. What crashed writers left staged is the
    /// object store's to sweep (<see cref="IObjectStore.SweepAsync"/>). Memory grows with what is reported only.</para>
    /// <para>One object that cannot be read is reported, and the recovery goes on. Where a sidecar cannot be read, or
    /// something else stands in the place of one or of a folder of them, it frees no content at all: the sidecar may name any.</para>
    /// <para>A folder of sidecars, records or contents that cannot be listed ends it, with the exception that names the folder. What
    /// was done stays done: no content is freed before all sidecars are listed.</para>
    /// </remarks>
    /// <exception cref="IOException">The store, or a folder of attachments in it, cannot be listed to its end.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because this user may not.</exception>
    public ValueTask<AttachmentRecovery> RecoverAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumAge, TimeSpan.Zero);
        return new RecoveryPass(_objects, _sidecars, _payloads, takenForDead: Before(_time.GetUtcNow(), minimumAge)).RunAsync(cancellationToken);
    }

    internal PayloadPlace Place => new(_objects, _verified, AttachmentKeys.Payloads, AttachmentKeys.PayloadNameOf);

    private static DateTimeOffset Before(DateTimeOffset now, TimeSpan age) => age < now - DateTimeOffset.MinValue ? now - age : DateTimeOffset.MinValue;

    private async ValueTask<Attachment> CommitAsync(StagedObject staged, PayloadReference payload, AttachmentDescription description, CancellationToken cancellationToken)
    {
        var attachment = new Attachment(AttachmentId.NewRandom(), payload.Hash, payload.Length, description, _time.GetUtcNow(), Updated: null);
        await _lifetime.BeginAsync(attachment, staged, payload, cancellationToken).ConfigureAwait(false);
        return attachment;
    }

    private async ValueTask<VerifyingStream> OpenVerifyingAsync(AttachmentId id, CancellationToken cancellationToken)
    {
        if (await _sidecars.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Attachment: { } attachment } sidecar)
            throw new AttachmentNotFoundException(id);
        var content = await _verified.OpenAsync(AttachmentKeys.Payload(sidecar.Payload, sidecar.Generation), sidecar.Payload, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            await GetAsync(id, cancellationToken).ConfigureAwait(false); // deleted meanwhile?
            throw new AttachmentPayloadMissingException(attachment);
        }
        if (content.Length == attachment.Length)
            return content;
        await content.DisposeAsync().ConfigureAwait(false);
        throw new PayloadDamagedException(attachment.Payload, $"it has {content.Length} bytes, not {attachment.Length}");
    }
}
