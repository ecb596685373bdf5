using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>Two writers of the same bytes share a name: the second cuts what the first has acknowledged.</summary>
public sealed class E2_TruncatedByTwin : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _bytes = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_what_the_first_acknowledged_is_cut_while_the_second_writes()
    {
        var path = _folder["payload"];
        await NaiveStoreAsync(path, new ForwardOnly(_bytes));
        byte[]? seen = null;
        await NaiveStoreAsync(path, new ForwardOnly(_bytes, _ => seen ??= Read(path)));
        Assert.Empty(seen!);
    }

    [Fact]
    public async Task Guarded_the_first_stays_whole_and_the_second_is_a_dedup_hit()
    {
        var payloads = new PayloadStore(FileObjectStore.Open(_folder.Path));
        var first = await payloads.StoreAsync(new ForwardOnly(_bytes));
        var file = _folder[Sample.KeyOf(first.Hash)];
        var second = await payloads.StoreAsync(new ForwardOnly(_bytes, _ => Assert.Equal(_bytes, File.ReadAllBytes(file))));
        Assert.Equal(first, second);
        Assert.Equal(_bytes, await payloads.ReadAllBytesAsync(PayloadHash.Compute(_bytes)));
    }

    private static async Task NaiveStoreAsync(string path, Stream content)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        await content.CopyToAsync(file);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
