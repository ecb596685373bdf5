using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>A torn file poisons its hash: every later store of the same bytes raises an integrity error, for ever.</summary>
public sealed class E3_PoisonedHash : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_the_same_bytes_can_never_be_stored_again()
    {
        var path = Poison(Sample.Torn);
        for (var attempt = 0; attempt < 3; attempt++)
            await Assert.ThrowsAsync<InvalidDataException>(() => NaiveStoreAsync(path, Sample.Good));
        Assert.Equal(Sample.Torn, await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guarded_the_store_heals_it_keeps_what_was_bad_and_says_so(bool isTorn)
    {
        var bad = isTorn ? Sample.Torn : Sample.Changed;
        var path = Poison(bad);
        var healed = new Collecting<HealedPayload>();
        var payloads = new PayloadStore(
            FileObjectStore.Open(_folder.Path),
            new PayloadStoreOptions { DedupCheck = DedupCheck.Always, Healed = healed.Report });

        var stored = await payloads.StoreAsync(Sample.Good);

        Assert.Equal(Sample.Hash, stored.Hash);
        Assert.Equal(Sample.Good, await File.ReadAllBytesAsync(path));
        Assert.Equal(bad, await File.ReadAllBytesAsync(_folder[Assert.Single(healed.Items).Quarantined.ToString()]));
    }

    private string Poison(byte[] bad)
    {
        var path = _folder[Sample.Key];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bad);
        return path;
    }

    private static async Task NaiveStoreAsync(string path, byte[] content)
    {
        if (File.Exists(path))
        {
            if (PayloadHash.Compute(await File.ReadAllBytesAsync(path)) != PayloadHash.Compute(content))
                throw new InvalidDataException("integrity error");
            return;
        }
        await File.WriteAllBytesAsync(path, content);
    }
}
