using System.Text.Json;
using System.Text.Json.Serialization;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>
/// How a lease is written: JSON, version 1. A released lease is padded to a length that no held one has, so that a listing tells
/// them apart, and one that was cut short is taken for held.
/// </summary>
internal static class LeaseFormat
{
    /// <summary>The length of a released lease in bytes. A held one is shorter.</summary>
    public const int ReleasedLength = 4096;

    /// <summary>The longest purpose, in characters. Written as six bytes each, with those of the host, they stay below the above.</summary>
    public const int MaxPurposeLength = 256;

    private const int Version = 1;

    // No two writes are alike: a store whose versions are made of the content tells them apart, and a writer knows its own.
    public static byte[] Write(LeaseRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new LeaseJson(Version, record.Epoch, record.Generation, RandomToken.Format(RandomToken.New()), record.Held is { } held ? Json(held) : null),
            LeaseJsonContext.Default.LeaseJson);
        if (record.Held is not null)
            return json;
        var padded = new byte[ReleasedLength];
        json.CopyTo(padded, 0);
        padded.AsSpan(json.Length).Fill((byte)' ');
        return padded;
    }

    /// <summary>Reads what is there. What is no lease of this version is no exception but has a fault.</summary>
    public static LeaseRecord Read(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return Unreadable(content, "it is empty");
        if (content.Length > ReleasedLength)
            return Unreadable(content, $"it is longer than the {ReleasedLength} bytes that one has");
        try
        {
            var json = JsonSerializer.Deserialize(content[..(content.LastIndexOfAnyExcept((byte)' ') + 1)], LeaseJsonContext.Default.LeaseJson) ?? throw new FormatException("it is null");
            return Read(content, json);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return Unreadable(content, FaultOfVersion(content) ?? exception.Message.TrimEnd('.'));
        }
    }

    // Another version has other members, so that it is looked at only where reading fails.
    private static string? FaultOfVersion(ReadOnlySpan<byte> content)
    {
        try
        {
            var version = JsonSerializer.Deserialize(content, LeaseJsonContext.Default.AnyLeaseJson)?.Version;
            return version is null or Version ? null : $"it has version {version}, and this program knows version {Version} only";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LeaseRecord Read(ReadOnlySpan<byte> content, LeaseJson json)
    {
        if (json.Version != Version)
            throw new FormatException($"it has version {json.Version}");
        if (json.Epoch < 0)
            throw new FormatException($"its epoch is {json.Epoch}");
        if (json.Generation < 0 || json.Generation > json.Epoch)
            throw new FormatException($"its generation is {json.Generation} in epoch {json.Epoch}");
        if (json.Held is null != (content.Length == ReleasedLength))
            throw new FormatException($"it has {content.Length} bytes, which is not the length of what it says");
        return new LeaseRecord(json.Epoch, json.Held is { } held ? Holding(held) : null) { Generation = json.Generation };
    }

    // A lease that was cut short has its numbers near its beginning. A generation that is lost is none that ever was.
    private static LeaseRecord Unreadable(ReadOnlySpan<byte> content, string fault) =>
        new(NumberWithin(content, "epoch"u8) ?? 0, Fault: fault) { Generation = NumberWithin(content, "generation"u8) ?? long.MaxValue };

    private static long? NumberWithin(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name)
    {
        try
        {
            var reader = new Utf8JsonReader(content, isFinalBlock: false, default);
            while (reader.Read())
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read())
                    return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0 ? number : null;
        }
        catch (JsonException)
        {
            // It says nothing of that.
        }
        return null;
    }

    private static HoldingJson Json(Holding held) => new(
        RandomToken.Format(held.Id), held.Holder.Host, held.Holder.ProcessId, held.Holder.Process,
        held.Purpose, (long)held.TimeToLive.TotalMilliseconds, held.Acquired, held.Renewed);

    private static Holding Holding(HoldingJson json)
    {
        var timeToLive = LeaseOptions.IsTimeToLive(TimeSpan.FromMilliseconds(Math.Clamp(json.TimeToLive, -1, int.MaxValue)))
            ? TimeSpan.FromMilliseconds(json.TimeToLive)
            : throw new FormatException($"its time to live is {json.TimeToLive} ms");
        return RandomToken.TryParse(json.Id, out var id)
            ? new Holding(id, new LeaseHolder(json.Host, json.ProcessId, json.Process), json.Purpose, timeToLive, json.Acquired, json.Renewed)
            : throw new FormatException($"its id is none: {RandomToken.Rule}");
    }
}

/// <summary>What leases of all versions have, beside their epoch.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AnyLeaseJson(int Version);

internal sealed record LeaseJson(int Version, long Epoch, long Generation, string Write, HoldingJson? Held = null);

internal sealed record HoldingJson(
    string Id, string Host, int ProcessId, string Process, string Purpose, long TimeToLive, DateTimeOffset Acquired, DateTimeOffset Renewed);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnyLeaseJson))]
[JsonSerializable(typeof(LeaseJson))]
internal sealed partial class LeaseJsonContext : JsonSerializerContext;
