using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task What_was_attached_is_there_for_whoever_opens_the_store_next()
    {
        var described = new AttachmentDescription("image/png")
        {
            Width = 640,
            Height = 480,
            Label = "grün 🌱\n",
            Metadata = new Dictionary<string, string> { ["camera"] = "Ω", ["empty"] = "", ["lines"] = "a\nb\0" },
        };
        var added = await (await OpenAttachmentsAsync()).AddAsync(Bytes("pixels"), described);
        Assert.Equal((PayloadHash.Compute("pixels"u8), 6, _clock.GetUtcNow(), null), (added.Payload, added.Length, added.Created, added.Updated));

        var store = await OpenAttachmentsAsync();
        Assert.Equal(added, await store.GetAsync(added.Id));
        Assert.Equal(described, (await store.FindAsync(added.Id))!.Description);
        Assert.Equal("pixels", await ReadTextAsync(store, added.Id));
        await store.VerifyAsync(added.Id);
    }

    [SkippableFact]
    public async Task A_writer_that_a_recovery_took_for_dead_is_told_and_leaves_nothing()
    {
        // At every operation of an add a recovery comes that takes every other writer for dead.
        for (var at = 1; ; at += Stride)
        {
            var reached = new Calling(at, RecoverAtOnceAsync);
            var store = new AttachmentStore(new GatedObjectStore(await ReopenAsync(), reached), time: _clock);
            Attachment? added = null;
            try
            {
                added = await store.AddAsync(Bytes("bytes"), Text);
            }
            catch (AttachmentAbandonedException abandoned)
            {
                Assert.Null(await store.FindAsync(abandoned.Id));
            }
            Assert.Equal(added is null ? 0 : 1, (await KeysAsync(Payloads)).Count);
            Assert.Equal(added is null ? 0 : 1, (await KeysAsync(Sidecars)).Count);
            if (added is not null)
            {
                Assert.Equal("bytes", await ReadTextAsync(store, added.Id));
                Assert.True(await (await OpenAttachmentsAsync()).DeleteAsync(added.Id));
            }
            await NothingIsHalfDoneAsync();
            if (!reached.WasReached)
                return;
        }

        async Task RecoverAtOnceAsync() => await (await OpenAttachmentsAsync()).RecoverAsync(TimeSpan.Zero);
    }
}
