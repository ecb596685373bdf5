using System.Text;
using Guarded.Store.Attachments;

namespace Guarded.Store.Tests.Attachments;

/// <summary>Concurrent adds, deletes and recoveries in orders that seeds decide. GUARDED_SEED runs one of them.</summary>
public abstract partial class AttachmentStoreTests
{
    /// <summary>How many orders are tried: enough to catch a recovery that abandons without a mark and a generation that is used again. A backend that is slow may try fewer.</summary>
    protected virtual int Seeds => 300;

    [Fact]
    public async Task In_any_order_no_attachment_loses_its_content_and_no_payload_is_left_over()
    {
        foreach (var seed in SeedsToTry(Seeds))
        {
            try
            {
                var interleaving = new Interleaving(seed);
                await interleaving.RunAsync(await OpenAsync(), objects => new Ours(new AttachmentStore(objects, time: _clock)));
                await RequireAsync(interleaving);
                Assert.Empty((await RecoverAsync()).Faults);
                await RequireAsync(interleaving);
                Assert.Equal(interleaving.There.Values.Distinct().Count(), (await KeysAsync(Payloads)).Count);
                Assert.Equal(interleaving.There.Count, (await KeysAsync(Sidecars)).Count);
                Assert.Equal(new AttachmentRecovery(0, 0, []), await RecoverAsync(), Same);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"GUARDED_SEED={seed}: {exception.Message}", exception);
            }
            await EmptyAsync();
        }
    }

    [Fact]
    public async Task The_interleavings_catch_a_store_that_frees_what_no_sidecar_names()
    {
        var lost = 0;
        foreach (var seed in SeedsToTry(Seeds))
        {
            var interleaving = new Interleaving(seed);
            var objects = await OpenAsync();
            await interleaving.RunAsync(objects, gated => new NaiveAttachments(gated));
            var naive = new NaiveAttachments(objects);
            foreach (var id in interleaving.There.Keys)
                lost += await naive.HasContentAsync(id) ? 0 : 1;
            if (lost > 0)
                return;
            await EmptyAsync();
        }
        Assert.Fail($"None of {Seeds} seeds lost a payload.");
    }

    private static IEnumerable<int> SeedsToTry(int count) =>
        Environment.GetEnvironmentVariable("GUARDED_SEED") is { Length: > 0 } seed ? [int.Parse(seed)] : Enumerable.Range(0, count);

    private async Task RequireAsync(Interleaving interleaving)
    {
        var store = await StoreAsync();
        foreach (var (id, content) in interleaving.There)
            Assert.Equal(content, Encoding.UTF8.GetString(await store.ReadAllBytesAsync(id)));
        Assert.Equal(interleaving.There.Keys.Select(id => id.ToString()).Order(StringComparer.Ordinal), (await ToListAsync(store.ListAsync())).Select(attachment => attachment.Id.ToString()));
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
