using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>What failed once, or was done by another process, stays wrong in a cache for ever.</summary>
public sealed class L9_CacheIsTheTruth : IDisposable
{
    private static readonly byte[] Content = "content"u8.ToArray();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Naive_a_write_that_failed_is_taken_for_done_ever_after()
    {
        var known = new HashSet<string>();
        Directory.CreateDirectory(_folder["payload"]); // where the file should go
        Assert.Throws<UnauthorizedAccessException>(() => NaiveStore(known));
        Directory.Delete(_folder["payload"]);
        NaiveStore(known);
        Assert.False(File.Exists(_folder["payload"]));
    }

    [Fact]
    public async Task Guarded_a_write_that_failed_is_done_the_next_time()
    {
        using var objects = FileObjectStore.Open(_folder.Path);
        var payloads = new PayloadStore(objects);
        var hash = PayloadHash.Compute(Content);
        var inTheWay = Directory.CreateDirectory(_folder[$"payloads/{hash.ToString()[..2]}/{hash}"]);
        inTheWay.CreateSubdirectory("full");
        await Assert.ThrowsAnyAsync<IOException>(async () => await payloads.StoreAsync(Content));
        inTheWay.Delete(recursive: true);
        await payloads.StoreAsync(Content);
        Assert.Equal(Content, await payloads.ReadAllBytesAsync(hash));
    }

    [Fact]
    public async Task Guarded_what_another_removed_is_gone_here_too()
    {
        using var mine = FileObjectStore.Open(_folder.Path);
        using var other = FileObjectStore.Open(_folder.Path);
        var stored = await new PayloadStore(mine).StoreAsync(Content);
        await new PayloadStore(other).DeleteAsync(stored.Hash);
        Assert.False(await new PayloadStore(mine).ExistsAsync(stored.Hash));
        await new PayloadStore(mine).StoreAsync(Content);
        Assert.Equal(Content, await new PayloadStore(other).ReadAllBytesAsync(stored.Hash));
    }

    private void NaiveStore(HashSet<string> known)
    {
        if (known.Add("payload"))
            File.WriteAllBytes(_folder["payload"], Content);
    }
}
