using System.Security.Cryptography;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>The whole payload is held in memory on its way in and out.</summary>
[Collection(nameof(Alone))]
public sealed class E9_WholePayloadInMemory
{
    private const long Length = 64 * 1024 * 1024;
    private const long Bound = 4 * 1024 * 1024;

    private readonly ZerosStore _objects = new(Length);

    [Fact]
    public async Task Naive_memory_grows_with_the_payload() =>
        Assert.True(await AllocatedAsync(() => NaiveStoreAsync(_objects, new Zeros(Length))) >= Length);

    [Fact]
    public async Task Guarded_storing_takes_no_more_memory_for_a_long_payload()
    {
        var payloads = new PayloadStore(_objects);
        Assert.InRange(await AllocatedAsync(async () => await payloads.StoreAsync(new Zeros(Length))), 0, Bound);
        Assert.Equal(Length, _objects.Written);
    }

    [Fact]
    public async Task Guarded_neither_does_reading_it_nor_a_range_of_it()
    {
        var payloads = new PayloadStore(_objects);
        var stored = await payloads.StoreAsync(new Zeros(Length));
        Assert.InRange(await AllocatedAsync(() => payloads.VerifyAsync(stored.Hash).AsTask()), 0, Bound);
        Assert.InRange(await AllocatedAsync(async () =>
        {
            await using var part = await new PayloadStore(_objects).OpenRangeAsync(stored.Hash, new ByteRange(Length - 10));
            await part.ReadExactlyAsync(new byte[10]);
        }), 0, Bound);
    }

    private static async Task NaiveStoreAsync(IObjectStore objects, Stream content)
    {
        var whole = new MemoryStream();
        await content.CopyToAsync(whole);
        var bytes = whole.ToArray();
        await objects.PutAsync(ObjectKey.Parse(Convert.ToHexStringLower(SHA256.HashData(bytes))), bytes, PutCondition.IfAbsent);
    }

    private static async Task<long> AllocatedAsync(Func<Task> call)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await call();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
