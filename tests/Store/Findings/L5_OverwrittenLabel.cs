using System.Security.Cryptography;
using Guarded.Store.Attachments;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Findings;

/// <summary>Metadata is keyed by content alone: a second put of the same bytes with another label silently replaces the first one's.</summary>
public sealed class L5_OverwrittenLabel : IDisposable
{
    private static readonly byte[] Content = "the same bytes"u8.ToArray();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_the_second_label_replaces_the_first()
    {
        var first = await NaivePutAsync("invoice of March");
        await NaivePutAsync("invoice of April");
        Assert.Equal("invoice of April", await File.ReadAllTextAsync(_folder[$"{first}.label"]));
    }

    [Fact]
    public async Task Guarded_each_attachment_keeps_its_own_and_the_bytes_are_there_once()
    {
        var store = new AttachmentStore(FileObjectStore.Open(_folder.Path));
        var first = await store.AddAsync(Content, new AttachmentDescription("application/pdf") { Label = "invoice of March" });
        var second = await store.AddAsync(Content, new AttachmentDescription("application/pdf") { Label = "invoice of April" });
        Assert.Equal("invoice of March", (await store.GetAsync(first.Id)).Description.Label);
        Assert.Equal("invoice of April", (await store.GetAsync(second.Id)).Description.Label);
        Assert.Single(_folder.Files(), file => file.StartsWith("attachments/payloads", StringComparison.Ordinal));
    }

    private async Task<string> NaivePutAsync(string label)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Content));
        await File.WriteAllBytesAsync(_folder[id], Content);
        await File.WriteAllTextAsync(_folder[$"{id}.label"], label);
        return id;
    }
}
