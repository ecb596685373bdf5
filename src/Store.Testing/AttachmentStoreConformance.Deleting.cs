namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task Deleting_the_last_attachment_frees_the_payload_and_no_earlier()
    {
        var store = await OpenAttachmentsAsync();
        var first = await store.AddAsync(Bytes("bytes"), Text);
        var second = await store.AddAsync(Bytes("bytes"), Text);
        Assert.True(await store.DeleteAsync(first.Id));
        Assert.Null(await store.FindAsync(first.Id));
        Assert.Equal("bytes", await ReadTextAsync(store, second.Id));
        Assert.True(await store.DeleteAsync(second.Id));
        Assert.Empty(await KeysAsync(Payloads));
        Assert.Empty(await KeysAsync(Sidecars));
        Assert.False(await store.DeleteAsync(second.Id));

        // And the same bytes can come back.
        var third = await store.AddAsync(Bytes("bytes"), Text);
        Assert.Equal("bytes", await ReadTextAsync(await OpenAttachmentsAsync(), third.Id));
        await NothingIsHalfDoneAsync();
    }
}
