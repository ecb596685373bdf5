using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>The staging file is always "final.tmp": two writers of one attachment share it, and one publishes what the other has half written.</summary>
public sealed class L1_SharedStagingName : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Naive_a_writer_publishes_what_the_other_has_half_written()
    {
        var final = _folder["attachment"];
        using (var one = NaiveStage(final))
        using (var other = NaiveStage(final))
        {
            one.Write(Content);
            one.Flush();
            other.SetLength(0); // what opening it to write does, when it comes second
            other.Write(Content, 0, 5_000);
            other.Flush();
            File.Move($"{final}.tmp", final, overwrite: true); // the first is done and publishes
        }
        Assert.Equal(5_000, new FileInfo(final).Length);
    }

    [Fact]
    public async Task Guarded_each_writer_stages_alone()
    {
        var store = new AttachmentStore(FileObjectStore.Open(_folder.Path));
        Attachment? other = null;
        // Half-way through one writer's content, the other adds the same and is done.
        var one = await store.AddAsync(new Interrupted(Content, () => other = store.AddAsync(Content, new AttachmentDescription("text/plain")).AsTask().Result), new AttachmentDescription("text/plain"));
        Assert.Equal(Content, await store.ReadAllBytesAsync(one.Id));
        Assert.Equal(Content, await store.ReadAllBytesAsync(other!.Id));
    }

    private static FileStream NaiveStage(string final) =>
        new($"{final}.tmp", FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private sealed class Interrupted(byte[] content, Action halfWay) : Source
    {
        private int _given;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_given == content.Length / 2)
                halfWay();
            var length = Math.Min(content.Length / 2, content.Length - _given);
            content.AsSpan(_given, length).CopyTo(buffer.AsSpan(offset));
            _given += length;
            return length;
        }
    }
}
