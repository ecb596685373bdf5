using Guarded.Store.Payloads;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Payloads;

/// <summary>What storing a small payload allocates above the seam.</summary>
public sealed class PayloadAllocationTests(ITestOutputHelper output)
{
    private const int Puts = 1000;

    // Of the 2 KiB that a put of 4 KiB may take, the most has to be left to the backend.
    [Theory]
    [InlineData(DedupCheck.Length, 512)]
    [InlineData(DedupCheck.OncePerProcess, 1024)]
    public async Task A_small_put_allocates_little_of_its_own(DedupCheck check, long limit)
    {
        var payloads = new PayloadStore(new ZerosStore(length: 0), new PayloadStoreOptions { DedupCheck = check });
        var content = new byte[4096];
        await payloads.StoreAsync(content);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Puts; i++)
        {
            BitConverter.TryWriteBytes(content, i);
            var put = payloads.StoreAsync(content);
            Assert.True(put.IsCompletedSuccessfully);
            await put;
        }
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Puts;
        output.WriteLine($"{check}: {each} bytes for each put");
        Assert.InRange(each, 0, limit);
    }

    [Fact]
    public async Task A_small_stream_allocates_little_more_than_its_bytes()
    {
        var payloads = new PayloadStore(new ZerosStore(length: 0));
        var content = new MemoryStream(new byte[4096]);
        await payloads.StoreAsync(content);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Puts; i++)
        {
            content.Position = 0;
            content.WriteByte((byte)i);
            content.Position = 0;
            var put = payloads.StoreAsync(content);
            Assert.True(put.IsCompletedSuccessfully);
            await put;
        }
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Puts;
        output.WriteLine($"{each} bytes for each put");
        Assert.InRange(each, 0, 400); // what hashes piece by piece takes 448 and more
    }
}
