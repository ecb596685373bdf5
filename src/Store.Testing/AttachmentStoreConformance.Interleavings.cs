using Guarded.Store.Attachments;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task In_any_order_no_attachment_loses_its_content_and_no_payload_is_left_over()
    {
        var store = await ReopenAsync();
        foreach (var seed in Interleaving.SeedsToTry(Seeds))
        {
            try
            {
                var interleaving = new Interleaving(seed);
                await interleaving.RunAsync(store, objects => new Ours(new AttachmentStore(objects, time: _clock)));
                await RequireAsync(interleaving);
                Assert.Empty((await RecoverAsync()).Faults);
                await RequireAsync(interleaving);
                Assert.Equal(interleaving.There.Values.Distinct().Count(), (await KeysAsync(Payloads)).Count);
                Assert.Equal(interleaving.There.Count, (await KeysAsync(Sidecars)).Count);
                await NothingIsHalfDoneAsync();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"GUARDED_SEED={seed}: {exception.Message}", exception);
            }
            await EmptyAsync();
        }
    }

    private async Task RequireAsync(Interleaving interleaving)
    {
        var store = await OpenAttachmentsAsync();
        foreach (var (id, content) in interleaving.There)
            Assert.Equal(content, await ReadTextAsync(store, id));
        Assert.Equal(interleaving.There.Keys.Select(id => id.ToString()).Order(StringComparer.Ordinal), (await store.ListAsync().ToListAsync()).Select(attachment => attachment.Id.ToString()));
    }

    private sealed class Ours(AttachmentStore store) : IAttachments
    {
        public async Task<AttachmentId> AddAsync(byte[] content) => (await store.AddAsync(content, Text)).Id;

        public async Task<bool> DeleteAsync(AttachmentId id) => await store.DeleteAsync(id);

        // A writer that was taken for dead is seen for a moment before it finds out. One that is held never lacks anything.
        public async Task RecoverAsync()
        {
            var faults = (await store.RecoverAsync(TimeSpan.Zero)).Faults;
            var unheld = faults.Where(fault => fault.Kind == AttachmentFaultKind.NotHeld).Select(fault => fault.Attachment);
            Assert.All(faults, fault => Assert.Contains(fault.Attachment, unheld));
        }
    }
}
