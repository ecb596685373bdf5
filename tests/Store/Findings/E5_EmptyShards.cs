using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>A delete leaves empty folders; removing them gets in a writer's way.</summary>
public sealed class E5_EmptyShards : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Naive_each_folder_stays()
    {
        for (var payload = 0; payload < 10; payload++)
        {
            Directory.CreateDirectory(_folder[$"{payload}"]);
            File.WriteAllText(_folder[$"{payload}/content"], "content");
            File.Delete(_folder[$"{payload}/content"]);
        }
        Assert.Equal(10, Directory.GetDirectories(_folder.Path).Length);
    }

    [Fact]
    public void Naive_a_writer_that_has_just_made_the_folder_loses_it()
    {
        Directory.CreateDirectory(_folder["shard"]);
        // Here another process deletes the shard's last payload, and the shard with it.
        Directory.Delete(_folder["shard"]);
        Assert.Throws<DirectoryNotFoundException>(() => File.WriteAllText(_folder["shard/content"], "content"));
    }

    [Fact]
    public async Task Guarded_no_folder_stays_and_no_writer_loses_one()
    {
        using var objects = FileObjectStore.Open(_folder.Path);
        var payloads = new PayloadStore(objects);
        for (var payload = 0; payload < 10; payload++)
            Assert.True(await payloads.DeleteAsync((await payloads.StoreAsync(BitConverter.GetBytes(payload))).Hash));
        Assert.Empty(_folder.Files());
        Assert.False(Directory.Exists(_folder["payloads"]));
    }
}
