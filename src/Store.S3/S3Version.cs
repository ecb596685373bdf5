using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>An object's version is its ETag without quotes: Ceph before release 20 never matches a quoted one.</summary>
internal static class S3Version
{
    public static ObjectVersion Of(string? etag) => etag?.Trim('"') is { Length: > 0 } bare
        ? new ObjectVersion(bare)
        : throw new S3StoreException("The server answered without an ETag, so that the object's state has no name. Guarded cannot use this server.");

    /// <summary>Whether a version can be one of ours. In the header, '*' would match any state, and an empty text be left out.</summary>
    public static bool CanBe(ObjectVersion version) =>
        version.Value is { Length: > 0 } value && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' or '/' or '=');
}
