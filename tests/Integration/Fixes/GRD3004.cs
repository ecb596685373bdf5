using System.Security.Cryptography;
using Guarded.Store.Hashing;

namespace Fixes.Hashes;

internal static class UntypedHash
{
    public static bool AreAlike(byte[] one, byte[] other) => IdOf(one) == IdOf(other) && NameOf(one) == NameOf(other);

    public static bool IsEmpty(PayloadHash hash) => hash == PayloadHash.Compute([]);

    private static string IdOf(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));

    private static string NameOf(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
