using Guarded.Store.Attachments;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task What_is_not_there_is_named()
    {
        var store = await OpenAttachmentsAsync();
        var missing = AttachmentId.Parse("0123456789abcdef0123456789abcdef");
        Assert.Null(await store.FindAsync(missing));
        Assert.False(await store.DeleteAsync(missing));
        foreach (var act in new Func<Task>[]
        {
            async () => await store.GetAsync(missing),
            async () => await store.OpenAsync(missing),
            async () => await store.ReadAllBytesAsync(missing),
            async () => await store.VerifyAsync(missing),
            async () => await store.UpdateAsync(missing, description => description),
            async () => await store.GetAsync(default),
        })
        {
            var failure = await Assert.ThrowsAsync<AttachmentNotFoundException>(act);
            Assert.Contains(failure.Id.ToString(), failure.Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task A_listing_is_in_order_and_goes_on_where_another_ended()
    {
        var store = await OpenAttachmentsAsync();
        var added = new List<Attachment>();
        for (var i = 0; i < 20; i++)
            added.Add(await store.AddAsync(Bytes($"content {i % 3}"), Text with { Label = $"{i}" }));
        added = [.. added.OrderBy(attachment => attachment.Id.ToString(), StringComparer.Ordinal)];
        Assert.Equal(added, await store.ListAsync().ToListAsync());
        Assert.Equal(added[8..], await store.ListAsync(after: added[7].Id).ToListAsync());
        Assert.Empty(await store.ListAsync(after: added[^1].Id).ToListAsync());
        Assert.Equal(3, (await KeysAsync(Payloads)).Count);
    }

    [SkippableFact]
    public async Task A_payload_that_was_removed_or_changed_from_outside_is_never_read_as_content()
    {
        var objects = await ReopenAsync();
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text);
        var key = Assert.Single(await KeysAsync(Payloads));

        await OverwriteAsync(key, "bytez");
        Assert.Equal(added.Payload, (await Assert.ThrowsAsync<PayloadDamagedException>(async () => await store.ReadAllBytesAsync(added.Id))).Hash);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await store.VerifyAsync(added.Id));

        await OverwriteAsync(key, "byte");
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await store.OpenAsync(added.Id));
        Assert.Equal([(AttachmentFaultKind.PayloadDamaged, added.Id)], (await RecoverAsync()).Faults.Select(found => (found.Kind, found.Attachment!.Value)));

        await objects.DeleteAsync(key);
        Assert.Equal((added.Id, added.Payload), await Assert.ThrowsAsync<AttachmentPayloadMissingException>(async () => await store.OpenAsync(added.Id)) is var missing ? (missing.Id, missing.Payload) : default);
        Assert.Equal([(AttachmentFaultKind.PayloadMissing, key)], (await RecoverAsync()).Faults.Select(found => (found.Kind, found.Key)));

        // The remedy: the same bytes, added again.
        await store.AddAsync(Bytes("bytes"), Text);
        Assert.Equal("bytes", await ReadTextAsync(store, added.Id));
        Assert.Empty((await RecoverAsync()).Faults);
    }

    [SkippableFact]
    public async Task Metadata_that_cannot_be_read_is_named_and_kept()
    {
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text);
        var key = SidecarKey(added.Id);
        await OverwriteAsync(key, "{");
        foreach (var act in new Func<Task>[]
        {
            async () => await store.FindAsync(added.Id),
            async () => await store.OpenAsync(added.Id),
            async () => await store.UpdateAsync(added.Id, description => description),
            async () => await store.DeleteAsync(added.Id),
            async () => await store.ListAsync().ToListAsync(),
            async () => await store.ListAsync(added.Payload).ToListAsync(),
        })
        {
            var failure = await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(act);
            Assert.Equal((key, added.Id), (failure.Key, failure.Id));
            Assert.Contains("JSON", failure.Fault, StringComparison.Ordinal);
            Assert.Contains(key.ToString(), failure.Message, StringComparison.Ordinal);
        }

        var report = await RecoverAsync();
        Assert.Equal((0, 0), (report.Abandoned, report.Freed));
        Assert.Equal([(AttachmentFaultKind.MetadataUnreadable, key)], report.Faults.Select(found => (found.Kind, found.Key)));
        Assert.Single(await KeysAsync(Payloads));

        // The remedy that the documentation names: what cannot be restored is removed, and a recovery frees the content.
        await (await ReopenAsync()).DeleteAsync(key);
        report = await RecoverAsync();
        Assert.Equal((1, 1, 0), (report.Abandoned, report.Freed, report.Faults.Count));
        Assert.Empty(await KeysAsync(Payloads));
    }

    [SkippableFact]
    public async Task Metadata_is_never_read_beyond_its_size()
    {
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text);
        await OverwriteAsync(SidecarKey(added.Id), new string(' ', 10_000_000));
        Assert.Contains("10000000 bytes", (await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(async () => await store.GetAsync(added.Id))).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_record_of_holders_that_cannot_be_read_stops_no_reader_and_frees_nothing()
    {
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text);
        var key = Assert.Single(await KeysAsync(Holders));
        await OverwriteAsync(key, """{"version":1,"generation":"x","holders":[]}""");
        Assert.Equal("bytes", await ReadTextAsync(store, added.Id));
        Assert.Equal(key, (await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(async () => await store.AddAsync(Bytes("bytes"), Text))).Key);
        var report = await RecoverAsync();
        Assert.Equal([(AttachmentFaultKind.MetadataUnreadable, key)], report.Faults.Select(found => (found.Kind, found.Key)));
        Assert.Equal("bytes", await ReadTextAsync(store, added.Id));
    }
}
