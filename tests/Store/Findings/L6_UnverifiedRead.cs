using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>A read never holds the bytes against the name that they were asked for by.</summary>
public sealed class L6_UnverifiedRead : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PayloadStore _payloads;

    public L6_UnverifiedRead() => _payloads = new PayloadStore(FileObjectStore.Open(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_wrong_bytes_are_given_as_the_payload()
    {
        await _payloads.StoreAsync(Sample.Good);
        await File.WriteAllBytesAsync(_folder[Sample.Key], Sample.Changed);
        Assert.Equal(Sample.Changed, await NaiveGetAsync(_folder[Sample.Key]));
    }

    [Fact]
    public async Task Guarded_wrong_bytes_are_no_payload_by_any_way_of_reading()
    {
        await _payloads.StoreAsync(Sample.Good);
        await File.WriteAllBytesAsync(_folder[Sample.Key], Sample.Changed);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.ReadAllBytesAsync(Sample.Hash));
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.VerifyAsync(Sample.Hash));
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.OpenRangeAsync(Sample.Hash, new ByteRange(0, 4)));
        await using var stream = await _payloads.OpenAsync(Sample.Hash);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await stream.CopyToAsync(Stream.Null));
    }

    private static async Task<byte[]> NaiveGetAsync(string path) => await File.ReadAllBytesAsync(path);
}
