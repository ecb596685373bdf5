using Guarded.Store.Attachments;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task The_longest_description_is_stored_and_read()
    {
        var store = await OpenAttachmentsAsync();
        var description = new AttachmentDescription($"text/plain; x={new string('a', 240)}")
        {
            Label = new string('\u0001', AttachmentDescription.MaxLabelLength),
            Metadata = Enumerable.Range(0, AttachmentDescription.MaxMetadataLength / 2).ToDictionary(i => $"{(char)(0x3000 + i)}", _ => "\u0001"),
        };
        var added = await store.AddAsync(Bytes("bytes"), description);
        Assert.Equal(description, (await store.GetAsync(added.Id)).Description);
    }

    [SkippableFact]
    public async Task An_update_changes_what_is_said_and_nothing_else()
    {
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text with { Label = "old", Metadata = new Dictionary<string, string> { ["kept"] = "1" } });
        _clock.Advance(TimeSpan.FromMinutes(1));
        var updated = await store.UpdateAsync(added.Id, description => description with { Label = "new", Width = 3 });
        Assert.Equal(added with { Description = added.Description with { Label = "new", Width = 3 }, Updated = _clock.GetUtcNow() }, updated);
        Assert.Equal(updated, await (await OpenAttachmentsAsync()).GetAsync(added.Id));
        Assert.Equal("bytes", await ReadTextAsync(store, added.Id));

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.UpdateAsync(added.Id, _ => null!));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await store.UpdateAsync(added.Id, _ => throw new InvalidDataException()));
        Assert.Equal(updated, await store.GetAsync(added.Id));
    }

    [SkippableFact]
    public async Task Of_many_updates_at_once_none_is_lost()
    {
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text);
        await TogetherAsync(Writers, async writer => await store.UpdateAsync(added.Id, description =>
            description with { Metadata = new Dictionary<string, string>(description.Metadata) { [$"writer {writer}"] = "was here" } }));
        Assert.Equal(Writers, (await store.GetAsync(added.Id)).Description.Metadata.Count);
    }
}
