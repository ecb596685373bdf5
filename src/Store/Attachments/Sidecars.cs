using System.Text.Json;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>The sidecars, by their attachments' ids.</summary>
internal sealed class Sidecars(IObjectStore objects) : Pointers<Sidecar>(objects, MaxLength)
{
    // The longest description, each character written as six bytes and each key with six of punctuation, and the rest.
    private const int MaxLength = 6 * (AttachmentDescription.MaxLabelLength + 2 * AttachmentDescription.MaxMetadataLength) + 4096;

    public ValueTask<Sidecar?> FindAsync(AttachmentId id, CancellationToken cancellationToken) =>
        FindAsync(AttachmentKeys.Sidecar(id), cancellationToken);

    public ValueTask<bool> TryCreateAsync(Sidecar sidecar, CancellationToken cancellationToken) =>
        TryCreateAsync(AttachmentKeys.Sidecar(sidecar.Id), sidecar, cancellationToken);

    protected override byte[] Write(Sidecar value) => JsonSerializer.SerializeToUtf8Bytes(
        new SidecarJson(AttachmentJson.Version, value.Id.ToString(), value.Payload.ToString(), value.Generation.ToString(), value.Attachment is { } attachment ? Json(attachment) : null),
        AttachmentJson.Default.SidecarJson);

    protected override Sidecar Read(ObjectKey key, ReadOnlySpan<byte> json)
    {
        AttachmentJson.RequireVersion(key, json);
        var read = JsonSerializer.Deserialize(json, AttachmentJson.Default.SidecarJson) ?? throw new FormatException("it is null");
        var id = AttachmentId.Parse(read.Id);
        if (!AttachmentKeys.Sidecar(id).Equals(key))
            throw new FormatException($"it belongs to attachment {id}");
        var payload = PayloadHash.Parse(read.Payload);
        return new Sidecar(id, payload, Generation.Parse(read.Generation), read.Attachment is { } described ? Attachment(id, payload, described) : null);
    }

    private static DescribedJson Json(Attachment attachment)
    {
        var description = attachment.Description;
        return new DescribedJson(
            attachment.Length, description.MediaType, attachment.Created, attachment.Updated,
            description.Width, description.Height, description.Label, description.Metadata.Count == 0 ? null : description.Metadata);
    }

    private static Attachment Attachment(AttachmentId id, PayloadHash payload, DescribedJson json)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(json.Length);
        var description = new AttachmentDescription(json.MediaType) { Width = json.Width, Height = json.Height, Label = json.Label };
        if (json.Metadata is { } metadata)
            description = description with { Metadata = metadata };
        return new Attachment(id, payload, json.Length, description, json.Created, json.Updated);
    }
}
