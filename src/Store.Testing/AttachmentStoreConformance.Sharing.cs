using Guarded.Store.Hashing;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_003)]
    public async Task A_stream_that_cannot_be_sought_and_bytes_share_one_payload(int length)
    {
        var store = await OpenAttachmentsAsync();
        var bytes = BytesOfLength(length);
        var fromStream = await store.AddAsync(new ForwardStream(new MemoryStream(bytes)), Text);
        var fromBytes = await store.AddAsync(bytes, Text);
        Assert.NotEqual(fromStream.Id, fromBytes.Id);
        Assert.Equal(fromStream.Payload, fromBytes.Payload);
        Assert.Single(await KeysAsync(Payloads));
        Assert.Equal(bytes, await store.ReadAllBytesAsync(fromStream.Id));
        Assert.Equal(bytes, await store.ReadAllBytesAsync(fromBytes.Id));
    }

    [SkippableFact]
    public async Task A_second_attachment_of_the_same_bytes_replaces_nothing_of_the_first()
    {
        var store = await OpenAttachmentsAsync();
        var first = await store.AddAsync(Bytes("bytes"), Text with { Label = "first" });
        var second = await store.AddAsync(Bytes("bytes"), Text with { Label = "second" });
        Assert.Equal("first", (await store.GetAsync(first.Id)).Description.Label);
        Assert.Equal("second", (await store.GetAsync(second.Id)).Description.Label);
        Assert.Equal([first, second], await store.ListAsync(first.Payload).ToListAsync());
        Assert.Empty(await store.ListAsync(PayloadHash.Compute("other bytes"u8)).ToListAsync());
    }

    [SkippableFact]
    public async Task Many_writers_of_the_same_bytes_all_succeed_and_the_payload_is_there_once()
    {
        var stores = new[] { await OpenAttachmentsAsync(), await OpenAttachmentsAsync() };
        var added = await TogetherAsync(Writers, async writer => await stores[writer % 2].AddAsync(Bytes("bytes"), Text));
        Assert.Single(await KeysAsync(Payloads));
        Assert.Equal(Writers, (await stores[0].ListAsync(added[0].Payload).ToListAsync()).Count);

        Assert.All(await TogetherAsync(Writers - 1, async writer => await stores[writer % 2].DeleteAsync(added[writer + 1].Id)), Assert.True);
        Assert.Equal("bytes", await ReadTextAsync(stores[1], added[0].Id));
        Assert.True(await stores[1].DeleteAsync(added[0].Id));
        Assert.Empty(await KeysAsync(Payloads));
    }
}
