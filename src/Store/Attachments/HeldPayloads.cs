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
    /// <returns>Who holds the payload then: the new holder alone where a generation began with it.</returns>
    public async ValueTask<PayloadHolders> EnterAsync(PayloadHash hash, Holder holder, CancellationToken cancellationToken)
    {
        return (await ChangeAsync(AttachmentKeys.HoldersOf(hash), With, cancellationToken).ConfigureAwait(false))!;

        PayloadHolders With(PayloadHolders? current) =>
            current is null ? PayloadHolders.Begin(holder)
            : current.All.Length < AttachmentStore.MaxAttachmentsPerPayload ? current.With(holder)
            : throw new AttachmentLimitException(hash);
    }

    /// <summary>Takes a holder out, if it is still in. Removes nothing else.</summary>
    public async ValueTask<Departure> LeaveAsync(PayloadHash hash, Generation generation, AttachmentId id, CancellationToken cancellationToken)
    {
        var wasIn = false;
        var left = await ChangeAsync(AttachmentKeys.HoldersOf(hash), Without, cancellationToken).ConfigureAwait(false);
        return new Departure(wasIn, HasEnded: left?.HasEnded(generation) ?? false);

        PayloadHolders? Without(PayloadHolders? current)
        {
            wasIn = current?.Holds(generation, id) ?? false;
            return current?.Without(generation, id);
        }
    }

    /// <summary>Removes the payload of a generation that has ended. True where it was there.</summary>
    public async ValueTask<bool> FreeAsync(PayloadHash hash, Generation generation, CancellationToken cancellationToken) =>
        await _objects.DeleteAsync(AttachmentKeys.Payload(hash, generation), ifMatch: null, cancellationToken).ConfigureAwait(false) == DeleteResult.Deleted;

    protected override byte[] Write(PayloadHolders value) => JsonSerializer.SerializeToUtf8Bytes(
        new HoldersJson(AttachmentJson.Version, value.Generation.ToString(), [.. value.All.Select(holder => new HolderJson(holder.Id.ToString(), holder.Since))]),
        AttachmentJson.Default.HoldersJson);

    protected override PayloadHolders Read(ObjectKey key, ReadOnlySpan<byte> json)
    {
        AttachmentJson.RequireVersion(key, json);
        var read = JsonSerializer.Deserialize(json, AttachmentJson.Default.HoldersJson) ?? throw new FormatException("it is null");
        var holders = new PayloadHolders(Generation.Parse(read.Generation), [.. read.Holders.Select(Holder)]);
        if (holders.All.CountBy(holder => holder.Id).FirstOrDefault(counted => counted.Value > 1) is { Value: > 1 } doubled)
            throw new FormatException($"it names the holder {doubled.Key} {doubled.Value} times");
        return holders;
    }

    private static Holder Holder(HolderJson? holder) =>
        holder is null ? throw new FormatException("one of its holders is null") : new Holder(AttachmentId.Parse(holder.Id), holder.Since);
}
