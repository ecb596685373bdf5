using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>Where a payload is kept: <c>payloads/ab/abcd…</c>, so that keys sort as hashes do and no folder holds too many.</summary>
internal static class PayloadKey
{
    public const string Prefix = "payloads/";

    private const int ShardLength = 2;
    private const int HashLength = PayloadHash.SizeInBytes * 2;

    public static ObjectKey Of(PayloadHash hash) =>
        ObjectKey.FromValid(string.Create(Prefix.Length + ShardLength + 1 + HashLength, hash, static (key, hash) =>
        {
            var name = key[^HashLength..];
            hash.TryFormat(name, out _);
            Prefix.CopyTo(key);
            name[..ShardLength].CopyTo(key[Prefix.Length..]);
            key[^(HashLength + 1)] = '/';
        }));

    /// <summary>Whether this is a payload's key, and which one's.</summary>
    public static bool TryRead(ObjectKey key, out PayloadHash hash) => TryReadName(key, out hash) && Of(hash).Equals(key);

    /// <summary>The payload that a key names by its last part, wherever it lies.</summary>
    public static PayloadName? NameOf(ObjectKey key) => TryReadName(key, out var hash) ? new(hash, Of(hash)) : null;

    private static bool TryReadName(ObjectKey key, out PayloadHash hash)
    {
        var text = key.ToString();
        var name = text.AsSpan(text.LastIndexOf('/') + 1);
        hash = default;
        return name.Length == HashLength && PayloadHash.TryParse(name, out hash);
    }
}
