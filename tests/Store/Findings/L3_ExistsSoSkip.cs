using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>"Exists, so skip" trusts whatever is at the path.</summary>
public sealed class L3_ExistsSoSkip : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_a_store_succeeds_and_the_bytes_are_not_there()
    {
        var path = _folder["payload"];
        await File.WriteAllBytesAsync(path, Sample.Torn);
        await NaiveStoreAsync(path, Sample.Good);
        Assert.Equal(Sample.Torn, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Guarded_a_store_that_succeeds_has_stored_the_bytes()
    {
        var path = _folder[Sample.Key];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, Sample.Torn);
        await new PayloadStore(FileObjectStore.Open(_folder.Path)).StoreAsync(Sample.Good);
        Assert.Equal(Sample.Good, await File.ReadAllBytesAsync(path));
    }

    private static async Task NaiveStoreAsync(string path, byte[] content)
    {
        if (!File.Exists(path))
            await File.WriteAllBytesAsync(path, content);
    }
}
