using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Tests.Objects;

/// <summary>Commits of what could not be written whole, and commits that meet a dispose.</summary>
public sealed class StagedCommitTests
{
    private static readonly ObjectKey Key = ObjectKey.Parse("one");

    [SkippableTheory]
    [InlineData(60_000, 0)]
    [InlineData(60_000, 10_000)]
    [InlineData(0, 400_000)]
    public async Task What_a_full_disk_cut_short_is_never_committed(int buffered, int more)
    {
        await using var disk = await SmallDisk.MountAsync("size=256k");
        using var store = FileObjectStore.Open(disk.Path);
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(new byte[buffered]);
        Fill(disk["filler"]);
        if (more > 0)
            await Assert.ThrowsAnyAsync<IOException>(async () => await staged.Content.WriteAsync(new byte[more]));
        else
            await Assert.ThrowsAnyAsync<IOException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent));
        File.Delete(disk["filler"]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent));
        Assert.Null(await store.HeadAsync(Key));
    }

    [Fact]
    public async Task A_write_that_is_under_way_is_left_out_of_no_commit()
    {
        using var folder = new TemporaryFolder();
        using var store = FileObjectStore.Open(folder.Path, new FileObjectStoreOptions { Durability = Durability.None });
        for (var round = 0; round < 100; round++)
        {
            var key = ObjectKey.Parse($"rounds/{round}");
            await using var staged = await store.StageAsync();
            var write = staged.Content.WriteAsync(new byte[200_000]).AsTask();
            var refused = await Record.ExceptionAsync(async () => await staged.CommitAsync(key, PutCondition.IfAbsent));
            await write;
            Assert.True(refused is InvalidOperationException or null, refused?.ToString());
            Assert.Equal(refused is null ? 200_000 : null, (await store.HeadAsync(key))?.Length);
        }
    }

    [Fact]
    public async Task A_dispose_waits_for_the_commit_that_is_under_way()
    {
        using var folder = new TemporaryFolder();
        using var store = FileObjectStore.Open(folder.Path, new FileObjectStoreOptions { Durability = Durability.None });
        for (var round = 0; round < 100; round++)
        {
            var key = ObjectKey.Parse($"rounds/{round}");
            var staged = await store.StageAsync();
            await staged.Content.WriteAsync(new byte[20_000]);
            var commit = staged.CommitAsync(key, PutCondition.IfAbsent).AsTask();
            await staged.DisposeAsync();
            Assert.True((await commit).IsStored);
            Assert.Equal(20_000, (await store.HeadAsync(key))?.Length);
        }
    }

    [Fact]
    public async Task Two_commits_at_once_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var store = FileObjectStore.Open(folder.Path);
        await using var staged = await store.StageAsync();
        ValueTask<PutResult> first;
        using (FileLock.At(folder[".lock"]).Take(CancellationToken.None))
        {
            first = staged.CommitAsync(Key, PutCondition.Any);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(Key, PutCondition.Any));
        }
        Assert.True((await first).IsStored);
    }

    private static void Fill(string path)
    {
        using var filler = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.ThrowsAny<IOException>(() => FillWith(filler));
    }

    private static void FillWith(FileStream filler)
    {
        while (true)
            filler.Write(new byte[4096]);
    }
}
