using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>Where a payload is kept: <c>payloads/ab/abcd…</c>, so that keys sort as hashes do and no folder holds too many.</summary>
internal static class PayloadKey
{
    public const string Prefix = "payloads/";

    /// <summary>What all of them lie in.</summary>
    public static readonly ObjectKey Place = ObjectKey.Parse("payloads");

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

    /// <summary>Whether a key ends as a payload's does, wherever it lies.</summary>
    public static bool TryReadName(ObjectKey key, out PayloadHash hash)
    {
        var text = key.ToString();
        var name = text.AsSpan(text.LastIndexOf('/') + 1);
        hash = default;
        return name.Length == HashLength && PayloadHash.TryParse(name, out hash);
    }
}
