using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class PayloadStoreConformance
{
    private const int Many = 30;

    [SkippableFact]
    public async Task What_was_not_stored_is_not_there()
    {
        await StoreAsync(Bytes("abc"));
        var payloads = await OpenPayloadsAsync();
        var missing = PayloadHash.Compute("abd"u8);
        Assert.False(await payloads.ExistsAsync(missing));
        Assert.Equal(missing, (await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await payloads.OpenAsync(missing))).Hash);
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await payloads.ReadAllBytesAsync(missing));
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await payloads.VerifyAsync(missing));
    }

    [SkippableFact]
    public async Task A_payload_is_read_in_pieces_to_a_verified_end()
    {
        var bytes = BytesOfLength(300_000);
        var stored = await StoreAsync(bytes);
        await using var payload = await (await OpenPayloadsAsync()).OpenAsync(stored.Hash);
        using var all = new MemoryStream();
        await payload.CopyToAsync(all, bufferSize: 7_919);
        Assert.True(bytes.AsSpan().SequenceEqual(all.ToArray()), "What was read is not what was stored.");
        Assert.Equal(0, await payload.ReadAsync(new byte[1]));
    }

    [SkippableTheory]
    [InlineData("one bit")]
    [InlineData("cut")]
    [InlineData("emptied")]
    [InlineData("grown")]
    [InlineData("another payload")]
    public async Task Damage_is_never_read_as_content(string damage)
    {
        var bytes = BytesOfLength(100_000);
        var stored = await StoreAsync(bytes);
        await DamageAsync(stored.Hash, damage switch
        {
            "one bit" => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
            "cut" => bytes[..^1],
            "emptied" => [],
            "grown" => [.. bytes, 0],
            _ => BytesOfLength(bytes.Length - 1),
        });

        var payloads = await OpenPayloadsAsync();
        Assert.Equal(stored.Hash, (await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.ReadAllBytesAsync(stored.Hash))).Hash);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.VerifyAsync(stored.Hash));
        await using (var stream = await payloads.OpenAsync(stored.Hash))
            await Assert.ThrowsAsync<PayloadDamagedException>(() => stream.CopyToAsync(Stream.Null));

        // Who reads exactly as many bytes as there are, and never asks for the end, is told as well.
        await using (var stream = await payloads.OpenAsync(stored.Hash))
            await Assert.ThrowsAsync<PayloadDamagedException>(async () => await stream.ReadExactlyAsync(new byte[Math.Max(stream.Length, 1)]));
    }

    [SkippableFact]
    public async Task Damage_of_an_empty_payload_is_never_read_as_content()
    {
        var stored = await StoreAsync(default);
        await DamageAsync(stored.Hash, Bytes("something"));
        await Assert.ThrowsAsync<PayloadDamagedException>(() => ReadAllBytesAsync(stored.Hash));
    }

    [SkippableFact]
    public async Task Damage_never_looks_like_an_end()
    {
        var stored = await StoreAsync(Bytes("content"));
        await DamageAsync(stored.Hash, []);
        await using var stream = await (await OpenPayloadsAsync()).OpenAsync(stored.Hash);
        for (var attempt = 0; attempt < 2; attempt++)
            await Assert.ThrowsAsync<PayloadDamagedException>(async () => await stream.ReadAtLeastAsync(new byte[10], 1, throwOnEndOfStream: false));
    }

    [SkippableFact]
    public async Task A_length_is_what_is_stored_and_null_where_nothing_is()
    {
        var stored = await StoreAsync(BytesOfLength(12_345));
        Assert.Equal(12_345, await (await OpenPayloadsAsync()).LengthAsync(stored.Hash));
        Assert.Null(await (await OpenPayloadsAsync()).LengthAsync(GoodHash));
    }

    [SkippableFact]
    public async Task What_is_longer_than_the_caller_would_hold_is_refused()
    {
        var bytes = BytesOfLength(1_001);
        var stored = await StoreAsync(bytes);
        var payloads = await OpenPayloadsAsync();
        Assert.Equal(bytes, await payloads.ReadAllBytesAsync(stored.Hash, maxLength: 1_001));
        var refused = await Assert.ThrowsAsync<PayloadTooLargeException>(async () => await payloads.ReadAllBytesAsync(stored.Hash, maxLength: 1_000));
        Assert.Equal((stored.Hash, 1_001), (refused.Hash, refused.Length));
    }

    [SkippableFact]
    public async Task Every_payload_is_listed_once_in_the_order_of_the_hashes()
    {
        var hashes = (await StoreManyAsync()).ConvertAll(hash => hash.ToString());
        Assert.Equal(hashes, await ListPayloadsAsync());
        Assert.Equal(hashes[8..], await ListPayloadsAsync(after: PayloadHash.Parse(hashes[7])));
        Assert.Empty(await ListPayloadsAsync(after: PayloadHash.Parse(hashes[^1])));
    }

    [SkippableFact]
    public async Task What_is_no_payload_is_not_listed()
    {
        var stored = await StoreAsync(Bytes("content"));
        var hash = PayloadHash.Compute("misplaced"u8).ToString();
        foreach (var key in (string[])["payloads/not-a-payload", $"payloads/{hash}", $"payloads/00/{hash}", $"things/{hash}"])
            await StoreAsync(Key(key), "foreign");
        Assert.Equal([stored.ToString()], await ListPayloadsAsync());
    }

    [SkippableFact]
    public async Task An_empty_store_lists_no_payload() => Assert.Empty(await ListPayloadsAsync());

    private async Task DamageAsync(PayloadHash hash, byte[] content) =>
        Assert.True((await PutAsync(KeyOf(hash), content, PutCondition.Any)).IsStored);

    /// <summary>Stores so many small payloads, and gives their hashes in order.</summary>
    private async Task<List<PayloadHash>> StoreManyAsync()
    {
        var hashes = new List<PayloadHash>();
        for (var number = 0; number < Many; number++)
            hashes.Add((await StoreAsync(BitConverter.GetBytes(number))).Hash);
        return [.. hashes.OrderBy(hash => hash.ToString(), StringComparer.Ordinal)];
    }

    private async Task<List<string>> ListPayloadsAsync(PayloadHash? after = null) =>
        await (await OpenPayloadsAsync()).ListAsync(after).Select(hash => hash.ToString()).ToListAsync();
}
