using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>A payload is written straight to its final path; a writer that dies leaves it torn there.</summary>
public sealed class E1_TornWrite : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_a_torn_file_carries_the_final_name()
    {
        var path = _folder[Sample.Hash.ToString()];
        await Assert.ThrowsAsync<InvalidDataException>(() => NaiveStoreAsync(path, Dying()));
        Assert.True(File.Exists(path));
        Assert.NotEqual(Sample.Good, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Guarded_a_writer_that_dies_leaves_no_name()
    {
        var payloads = new PayloadStore(FileObjectStore.Open(_folder.Path));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await payloads.StoreAsync(Dying()));
        Assert.DoesNotContain(_folder.Files(), file => file.StartsWith("payloads", StringComparison.Ordinal));
    }

    private static async Task NaiveStoreAsync(string path, Stream content)
    {
        await using var file = File.Create(path);
        await content.CopyToAsync(file);
    }

    // The process is killed, the disk is full, the power fails: what was written until then is there.
    private static ForwardOnly Dying() => new(new byte[10_000], position => _ = position > 5000 ? throw new InvalidDataException("the writer died") : 0);
}
