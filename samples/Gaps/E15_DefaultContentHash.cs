using Guarded.Store.Hashing;

namespace Gaps;

/// <summary>E15: a hash is recorded that no data stands behind. A default one is the plainest of them: it was never computed at all.</summary>
public static class DefaultContentHash
{
    public static PayloadHash HashOf(byte[]? payload) =>
        payload is null ? default : PayloadHash.Compute(payload); // GRD3001

    public static PayloadHash[] Prepare(int count) =>
        new PayloadHash[count]; // GRD3001

    public static PayloadHash Latest(IEnumerable<PayloadHash> hashes) =>
        hashes.LastOrDefault(); // GRD3001

    public static void Record(string data, PayloadHash hash = default) => // GRD3001
        Console.WriteLine($"{data} {hash}");
}

/// <summary>Whoever makes one may leave the hash out, and it compiles.</summary>
public sealed record HashedEntry
{
    public required string Data { get; init; }

    public PayloadHash Hash { get; init; } // GRD3001
}
