using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

/// <summary>What <see cref="PayloadStore"/> promises, over a backend. Derive from it, say how the backend is opened, and run it with xunit.</summary>
public abstract partial class PayloadStoreConformance : StoreConformance
{
    private async Task<PayloadStore> OpenPayloadsAsync() => new(await ReopenAsync());

    private async Task<PayloadReference> StoreAsync(ReadOnlyMemory<byte> content) => await (await OpenPayloadsAsync()).StoreAsync(content);

    private async Task<byte[]> ReadAllBytesAsync(PayloadHash hash) => await (await OpenPayloadsAsync()).ReadAllBytesAsync(hash);

    // Where the payloads lie is part of the format: another program, or an older version, must find them there.
    private static ObjectKey KeyOf(PayloadHash hash) => Key(string.Create(CultureInfo.InvariantCulture, $"payloads/{hash.ToString()[..2]}/{hash}"));

    [SuppressMessage("Guarded.Hashes", "GRD3004", Justification = "The platform's own hash is what ours is held to.")]
    private static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
