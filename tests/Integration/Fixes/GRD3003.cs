using System.Security.Cryptography;

namespace Fixes.Hashes;

internal static class VariableTimeHashComparison
{
    public static bool IsSigned(byte[] key, byte[] body, byte[] signature)
    {
        var computed = HMACSHA256.HashData(key, body);
        return computed.SequenceEqual(signature);
    }

    public static bool IsSigned(byte[] key, byte[] body, string header)
    {
        var computed = Convert.ToHexString(HMACSHA256.HashData(key, body));
        return computed == header;
    }
}
