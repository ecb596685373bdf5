using System.Security.Cryptography;

namespace Gaps;

/// <summary>E8: the comparison stops at the first byte that is wrong, and its time tells where that was.</summary>
public static class VariableTimeHashComparison
{
    public static bool IsGenuine(byte[] key, byte[] body, byte[] signature) =>
        HMACSHA256.HashData(key, body).SequenceEqual(signature); // GRD3003

    public static bool IsGenuine(byte[] key, byte[] body, string header)
    {
        var computed = Convert.ToHexString(HMACSHA256.HashData(key, body));
        return computed == header; // GRD3003
    }
}
