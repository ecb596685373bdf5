using System.Text.Json;
using System.Text.Json.Serialization;
using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>The schema of what is stored, version 1. Strict: a member that is unknown, missing, doubled or null where it must not be is an error.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnyVersion))]
[JsonSerializable(typeof(SidecarJson))]
[JsonSerializable(typeof(HoldersJson))]
internal sealed partial class AttachmentJson : JsonSerializerContext
{
    public const int Version = 1;

    /// <summary>Refuses what a newer store wrote, before its members are looked at.</summary>
    public static void RequireVersion(ObjectKey key, ReadOnlySpan<byte> json)
    {
        var version = (JsonSerializer.Deserialize(json, Default.AnyVersion) ?? throw new FormatException("it is null")).Version;
        if (version > Version)
            throw new AttachmentMetadataUnreadableException(key, $"it has version {version}, and this program knows none above {Version}. Update the program.");
        if (version < Version)
            throw new FormatException($"it has version {version}, which never was");
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AnyVersion(int Version);

/// <summary>Without an attachment it marks one that was abandoned; such a mark is shorter than any attachment.</summary>
internal sealed record SidecarJson(int Version, string Id, string Payload, string Generation, DescribedJson? Attachment = null);

internal sealed record DescribedJson(
    long Length,
    string MediaType,
    DateTimeOffset Created,
    DateTimeOffset? Updated = null,
    int? Width = null,
    int? Height = null,
    string? Label = null,
    IReadOnlyDictionary<string, string>? Metadata = null);

internal sealed record HoldersJson(int Version, string Generation, IReadOnlyList<HolderJson?> Holders);

internal sealed record HolderJson(string Id, DateTimeOffset Since);
