using System.Security.Cryptography;
using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Guarded.Store.Testing;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Findings;

/// <summary>Payload and sidecar are two files. A crash between them leaves a payload with no metadata, for ever.</summary>
public sealed class L4_HalfDoneAttachment : IDisposable
{
    private static readonly byte[] Content = "the bytes"u8.ToArray();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_a_crash_between_the_two_files_leaves_a_payload_that_nobody_can_get_or_removes()
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Content));
        await Assert.ThrowsAsync<OperationCanceledException>(() => NaivePutAsync(id, betweenTheTwo: () => throw new OperationCanceledException("killed")));
        await Assert.ThrowsAsync<FileNotFoundException>(() => File.ReadAllTextAsync(_folder[$"{id}.json"]));
        Assert.Equal([id], _folder.Files());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Guarded_after_a_crash_anywhere_an_attachment_is_there_whole_or_leaves_nothing(bool afterItsEffect)
    {
        for (var at = 1; ; at++)
        {
            var clock = new ManualClock();
            var crashing = new Crashing(at, afterItsEffect);
            var dying = new AttachmentStore(new GatedObjectStore(FileObjectStore.Open(_folder.Path), crashing), time: clock);
            var crashed = await crashing.RunAsync(async () => await dying.AddAsync(Content, new AttachmentDescription("text/plain")));

            clock.Advance(TimeSpan.FromHours(1));
            var store = new AttachmentStore(FileObjectStore.Open(_folder.Path), time: clock);
            Assert.Empty((await store.RecoverAsync(TimeSpan.FromHours(1))).Faults);
            var whole = 0;
            await foreach (var attachment in store.ListAsync())
            {
                Assert.Equal(Content, await store.ReadAllBytesAsync(attachment.Id));
                whole++;
                await store.DeleteAsync(attachment.Id);
            }
            Assert.Equal(crashed ? whole : 1, whole);
            Assert.DoesNotContain(_folder.Files(), file => file.StartsWith("attachments/payloads", StringComparison.Ordinal) || file.StartsWith("attachments/sidecars", StringComparison.Ordinal));
            if (!crashed)
                return;
        }
    }

    private async Task NaivePutAsync(string id, Action betweenTheTwo)
    {
        await File.WriteAllBytesAsync(_folder[id], Content);
        betweenTheTwo();
        await File.WriteAllTextAsync(_folder[$"{id}.json"], """{"mediaType":"text/plain"}""");
    }
}
