using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>Nothing owns the handles that are opened on the way.</summary>
public sealed class E10_UnownedHandles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Naive_each_read_leaves_a_handle_open()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "counts the handles in /proc");
        File.WriteAllText(_folder["payload"], "content");
        var left = Enumerable.Range(0, 20).Select(_ => NaiveRead()).ToList();
        Assert.Equal(20, Open());
        left.ForEach(stream => stream.Dispose());
    }

    [SkippableFact]
    public async Task Guarded_what_is_disposed_leaves_none()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "counts the handles in /proc");
        using (var objects = FileObjectStore.Open(_folder.Path))
        {
            var payloads = new PayloadStore(objects);
            for (var round = 0; round < 20; round++)
            {
                var stored = await payloads.StoreAsync(new byte[100_000 + round]);
                await using var read = await payloads.OpenAsync(stored.Hash);
                await payloads.DeleteAsync(stored.Hash);
            }
        }
        Assert.Equal(0, Open());
    }

    private FileStream NaiveRead()
    {
        var stream = File.OpenRead(_folder["payload"]);
        stream.ReadByte();
        return stream; // and its caller takes only the first byte
    }

    private int Open() => Directory.EnumerateFiles("/proc/self/fd")
        .Select(entry => new FileInfo(entry).LinkTarget)
        .Count(target => target?.StartsWith(_folder.Path, StringComparison.Ordinal) is true);
}
