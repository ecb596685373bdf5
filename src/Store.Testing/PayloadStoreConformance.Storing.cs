using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class PayloadStoreConformance
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(1_000_003)]
    public async Task What_was_stored_from_bytes_is_read_back(int length)
    {
        var bytes = BytesOfLength(length);
        await IsStoredAsync(bytes, await StoreAsync(bytes));
    }

    [SkippableTheory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1_000_003, true)]
    [InlineData(1_000_003, false)]
    public async Task What_was_stored_from_a_stream_is_read_back(int length, bool seekable)
    {
        var bytes = BytesOfLength(length);
        using var source = new MemoryStream(bytes);
        await IsStoredAsync(bytes, await (await OpenPayloadsAsync()).StoreAsync(seekable ? source : new ForwardStream(source)));
        Assert.True(source.CanRead, "The stream was closed, which is its owner's to do.");
    }

    [SkippableFact]
    public async Task A_stream_is_stored_from_where_it_stands()
    {
        using var source = new MemoryStream(Bytes("read before, and stored"));
        source.Position = 13;
        await IsStoredAsync(Bytes("and stored"), await (await OpenPayloadsAsync()).StoreAsync(source));
    }

    [SkippableFact]
    public async Task The_same_bytes_are_stored_once()
    {
        var bytes = BytesOfLength(10_000);
        var first = await StoreAsync(bytes);
        var there = await HeadAsync(KeyOf(first.Hash));
        var again = await (await OpenPayloadsAsync()).StoreAsync(new ForwardStream(new MemoryStream(bytes)));
        Assert.Equal(first, again);
        Assert.Equal(bytes.Length, again.Length);
        Assert.Equal(there, Assert.Single(await ListAsync()));
    }

    [SkippableFact]
    public async Task Writers_of_the_same_bytes_all_succeed()
    {
        var bytes = BytesOfLength(200_000);
        var stores = await OpenManyAsync(4);
        var references = await TogetherAsync(16, async writer => await new PayloadStore(stores[writer % stores.Count]).StoreAsync(bytes));
        Assert.Single(references.Distinct());
        Assert.Single(await ListAsync());
        await IsStoredAsync(bytes, references[0]);
    }

    [SkippableFact]
    public async Task A_payload_lies_under_its_hash()
    {
        var stored = await StoreAsync(Bytes("abc"));
        Assert.Equal(
            "payloads/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            Assert.Single(await ListKeysAsync()));
        Assert.Equal("abc", await ReadTextAsync(KeyOf(stored.Hash)));
    }

    [SkippableFact]
    public async Task A_stream_that_throws_leaves_nothing()
    {
        var payloads = await OpenPayloadsAsync();
        await using var source = new ForwardStream(new MemoryStream(BytesOfLength(300_000)), whenEmpty: () => throw new InvalidDataException("The source broke."));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await payloads.StoreAsync(source));
        Assert.Empty(await ListAsync());
    }

    [SkippableFact]
    public async Task A_store_that_is_cancelled_leaves_nothing()
    {
        var payloads = await OpenPayloadsAsync();
        using var cancellation = new CancellationTokenSource();
        await using var source = new ForwardStream(new MemoryStream(BytesOfLength(300_000)), whenEmpty: cancellation.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await payloads.StoreAsync(source, cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await payloads.StoreAsync(Bytes("content"), cancellation.Token));
        Assert.Empty(await ListAsync());
    }

    private async Task IsStoredAsync(byte[] bytes, PayloadReference stored)
    {
        Assert.Equal(Sha256(bytes), stored.ToString());
        Assert.Equal(bytes.Length, stored.Length);
        Assert.True(await (await OpenPayloadsAsync()).ExistsAsync(stored.Hash));
        Assert.Equal(bytes, await ReadAllBytesAsync(stored.Hash));
        await (await OpenPayloadsAsync()).VerifyAsync(stored.Hash);
        await ReadsAsync(bytes, KeyOf(stored.Hash));
    }
}
