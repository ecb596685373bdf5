using Guarded.Store.Hashing;

namespace Guarded.Store.Tests.Payloads;

/// <summary>Bytes that are good, bytes that are not, and where the store keeps both.</summary>
internal static class Sample
{
    public static byte[] Good { get; } = [.. "the whole content"u8];

    /// <summary>As long as what is good.</summary>
    public static byte[] Changed { get; } = [.. "the wrong content"u8];

    public static byte[] Torn { get; } = [.. "the wh"u8];

    public static PayloadHash Hash { get; } = PayloadHash.Compute(Good);

    public static string Key { get; } = KeyOf(Hash);

    public static string KeyOf(PayloadHash hash) => $"payloads/{hash.ToString()[..2]}/{hash}";

    public static string QuarantineOf(byte[] bad) => $"quarantine/{Hash}/{PayloadHash.Compute(bad)}";
}
