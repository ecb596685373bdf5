using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Attachments;

/// <summary>Where each thing lies. A folder's name is the first two characters of what it holds.</summary>
internal static class AttachmentKeys
{
    public const string All = "attachments/";
    public const string Sidecars = "attachments/sidecars/";
    public const string Holders = "attachments/holders/";
    public const string Payloads = "attachments/payloads/";

    public static ObjectKey Sidecar(AttachmentId id) => Sharded(Sidecars, id.ToString());

    public static ObjectKey HoldersOf(PayloadHash hash) => Sharded(Holders, hash.ToString());

    public static ObjectKey Payload(PayloadHash hash, Generation generation) => Sharded(Payloads, $"{hash}-{generation}");

    public static bool TryParseSidecar(ObjectKey key, out AttachmentId id) =>
        AttachmentId.TryParse(Name(key), out id) && key.Equals(Sidecar(id));

    /// <summary>Whether what has this name should be a folder in which sidecars lie.</summary>
    public static bool IsFolderOfSidecars(ObjectKey key) =>
        $"{key}/" is var folder && (folder == Sidecars || (folder.Length == Sidecars.Length + 3 && folder.StartsWith(Sidecars, StringComparison.Ordinal)));

    public static bool TryParseHolders(ObjectKey key, out PayloadHash hash) =>
        PayloadHash.TryParse(Name(key), out hash) && key.Equals(HoldersOf(hash));

    public static bool TryParsePayload(ObjectKey key, out PayloadHash hash, out Generation generation) =>
        TryParsePayloadName(key, out hash, out generation) && key.Equals(Payload(hash, generation));

    /// <summary>The payload that a key names by its last part, wherever it lies.</summary>
    public static PayloadName? PayloadNameOf(ObjectKey key) =>
        TryParsePayloadName(key, out var hash, out var generation) ? new(hash, Payload(hash, generation)) : null;

    private static bool TryParsePayloadName(ObjectKey key, out PayloadHash hash, out Generation generation)
    {
        (hash, generation) = (default, default);
        return Name(key).Split('-') is [var first, var second] && PayloadHash.TryParse(first, out hash) && Generation.TryParse(second, out generation);
    }

    private static ObjectKey Sharded(string prefix, string name) => ObjectKey.Parse($"{prefix}{name.AsSpan(0, 2)}/{name}");

    private static string Name(ObjectKey key) => key.ToString()[(key.ToString().LastIndexOf('/') + 1)..];
}
