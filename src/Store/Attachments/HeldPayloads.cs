using System.Text.Json;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>
/// Payloads that are kept while somebody holds them. The record of who does is one pointer for each hash. It is never
/// removed, not even when nobody is left: a pointer that was deleted and made anew could repeat a version.
/// </summary>
internal sealed class HeldPayloads(IObjectStore objects) : Pointers<PayloadHolders>(objects, MaxLength)
{
    private const int MaxLength = 128 * AttachmentStore.MaxAttachmentsPerPayload + 1024;

    private readonly IObjectStore _objects = objects;

    public ValueTask<PayloadHolders?> FindAsync(PayloadHash hash, CancellationToken cancellationToken) =>
        FindAsync(AttachmentKeys.HoldersOf(hash), cancellationToken);

    /// <summary>Enters a holder. From then on until it leaves, nobody removes the payload of the generation that it gets.</summary>
    public async ValueTask<Generation> EnterAsync(PayloadHash hash, Holder holder, CancellationToken cancellationToken)
    {
        var holders = await ChangeAsync(AttachmentKeys.HoldersOf(hash), With, cancellationToken).ConfigureAwait(false);
        return holders!.Generation;

        PayloadHolders With(PayloadHolders? current) =>
            current is null ? PayloadHolders.Begin(holder)
            : current.All.Length < AttachmentStore.MaxAttachmentsPerPayload ? current.With(holder)
            : throw new AttachmentLimitException(hash);
    }

    /// <summary>Takes a holder out, if it is still in, and frees the payload of its generation if nobody is left. True where this freed it.</summary>
    public async ValueTask<bool> LeaveAsync(PayloadHash hash, Generation generation, AttachmentId id, CancellationToken cancellationToken)
    {
        var left = await ChangeAsync(AttachmentKeys.HoldersOf(hash), current => current?.Without(generation, id), cancellationToken).ConfigureAwait(false);
        return left is not null && left.HasEnded(generation)
            && await _objects.DeleteAsync(AttachmentKeys.Payload(hash, generation), ifMatch: null, cancellationToken).ConfigureAwait(false) == DeleteResult.Deleted;
    }

    protected override byte[] Write(PayloadHolders value) => JsonSerializer.SerializeToUtf8Bytes(
        new HoldersJson(AttachmentJson.Version, value.Generation.ToString(), [.. value.All.Select(holder => new HolderJson(holder.Id.ToString(), holder.Since))]),
        AttachmentJson.Default.HoldersJson);

    protected override PayloadHolders Read(ObjectKey key, ReadOnlySpan<byte> json)
    {
        AttachmentJson.RequireVersion(key, json);
        var read = JsonSerializer.Deserialize(json, AttachmentJson.Default.HoldersJson) ?? throw new FormatException("it is null");
        return new PayloadHolders(Generation.Parse(read.Generation), [.. read.Holders.Select(holder => new Holder(AttachmentId.Parse(holder.Id), holder.Since))]);
    }
}
