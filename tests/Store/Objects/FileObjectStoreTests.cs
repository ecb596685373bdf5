using System.Text;
using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Tests.Objects;

/// <summary>Runs on staging files without a name, on named ones where a file system has no others, and on what other systems use.</summary>
public sealed class UnnamedStagingTests : FileObjectStoreTests
{
    private protected override Folder Open(string root) => Folder.Open(root);
}

/// <inheritdoc cref="UnnamedStagingTests"/>
public sealed class NamedStagingTests : FileObjectStoreTests
{
    private protected override Folder Open(string root) => LinuxFolder.Open(root, unnamed: false);
}

/// <inheritdoc cref="UnnamedStagingTests"/>
public sealed class PathFolderTests : FileObjectStoreTests
{
    private protected override Folder Open(string root) => new PathFolder(root);
}

/// <summary>What is particular to files; the rest of the contract is in <see cref="FileObjectStoreConformanceTests"/>.</summary>
public abstract class FileObjectStoreTests : IDisposable
{
    private static readonly ObjectKey Key = ObjectKey.Parse("things/one");

    private readonly TemporaryFolder _folder = new();
    private readonly FileObjectStore _store;

    protected FileObjectStoreTests() => _store = Reopen();

    private protected abstract Folder Open(string root);

    private FileObjectStore Reopen(TimeProvider? time = null) => new(Open(_folder.Path), new FileObjectStoreOptions { Time = time ?? TimeProvider.System });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Versions_differ_also_on_a_clock_that_stands_still()
    {
        var store = Reopen(new StoppedClock());
        var versions = new HashSet<ObjectVersion>();
        for (var i = 0; i < 10; i++)
            Assert.True(versions.Add((await PutAsync(store, Key, "same", PutCondition.Any)).Version!.Value));
    }

    [Fact]
    public Task A_write_time_after_which_there_is_none_is_named_and_nothing_changes() => RequireLastTimeNamedAsync(_folder.Path);

    [SkippableFact]
    public async Task Nor_on_a_file_system_that_keeps_every_time()
    {
        await using var disk = await SmallDisk.MountAsync();
        await RequireLastTimeNamedAsync(disk.Path);
    }

    [SkippableFact]
    public async Task A_write_time_beyond_what_can_be_said_is_in_no_readers_way()
    {
        await using var disk = await SmallDisk.MountAsync();
        using var store = FileObjectStore.Open(disk.Path);
        await store.PutAsync(Key, new byte[3], PutCondition.Any);
        await Command.RunAsync("touch", "-d", "@300000000000", Path.Combine(disk.Path, Key.ToString()));
        Assert.Equal(3, (await store.HeadAsync(Key))!.Length);
        Assert.Equal(Key, Assert.Single(await store.ListAsync("").ToListAsync()).Key);
    }

    [Fact]
    public async Task A_write_that_is_not_committed_leaves_nothing()
    {
        await using (var staged = await _store.StageAsync())
            await staged.Content.WriteAsync("half"u8.ToArray());
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_cancelled_commit_leaves_nothing()
    {
        await using (var staged = await _store.StageAsync())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent, new CancellationToken(canceled: true)));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_content_that_was_closed_too_early_is_not_committed()
    {
        await using var staged = await _store.StageAsync();
        await using (var writer = new StreamWriter(staged.Content))
            await writer.WriteAsync("closed with its writer");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent));
        Assert.Contains("Leave the stream open", refused.Message, StringComparison.Ordinal);
        Assert.Null(await _store.HeadAsync(Key));
    }

    [Fact]
    public async Task A_symbolic_link_at_a_key_is_named_and_nothing_is_stored_through_it()
    {
        Directory.CreateDirectory(_folder["things"]);
        File.CreateSymbolicLink(_folder["things/one"], _folder["nowhere"]);
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);
        var refused = await Assert.ThrowsAsync<IOException>(() => PutAsync(Key, "content", PutCondition.IfAbsent));
        Assert.Contains("symbolic link", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(""));
        Assert.False(File.Exists(_folder["nowhere"]));
    }

    [Fact]
    public async Task A_root_that_vanishes_is_neither_empty_nor_made_again()
    {
        await using var staged = await _store.StageAsync();
        Directory.Move(_folder.Path, _folder.Path + "-away");
        try
        {
            await Assert.ThrowsAsync<StoreRootException>(async () => await _store.GetAsync(Key));
            await Assert.ThrowsAsync<StoreRootException>(async () => await _store.HeadAsync(Key));
            await Assert.ThrowsAsync<StoreRootException>(() => ListAsync(""));
            await Assert.ThrowsAsync<StoreRootException>(async () => await _store.DeleteAsync(Key));
            await Assert.ThrowsAnyAsync<StoreRootException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent));
            Assert.False(Directory.Exists(_folder.Path));
        }
        finally
        {
            Directory.Move(_folder.Path + "-away", _folder.Path);
        }
    }

    [Fact]
    public async Task A_folder_that_vanishes_is_made_again()
    {
        await PutAsync(Key, "first", PutCondition.IfAbsent);
        Directory.Delete(_folder["things"], recursive: true);
        Assert.True((await PutAsync(Key, "second", PutCondition.IfAbsent)).IsStored);
        Assert.Equal("second", await ReadAsync(_store, Key));
    }

    [Fact]
    public async Task A_file_without_a_keys_name_is_not_listed()
    {
        await PutAsync(Key, "content", PutCondition.IfAbsent);
        await File.WriteAllTextAsync(_folder["Foreign File"], "not a key");
        Assert.Equal([Key.ToString()], await ListAsync(""));
    }

    private async Task RequireLastTimeNamedAsync(string root)
    {
        using var store = new FileObjectStore(Open(root), options: null);
        await PutAsync(store, Key, "old", PutCondition.IfAbsent);
        File.SetLastWriteTimeUtc(Path.Combine(root, Key.ToString()), DateTime.MaxValue);
        var before = (await store.HeadAsync(Key))!;
        foreach (var condition in new[] { PutCondition.Any, PutCondition.IfMatch(before.Version) })
        {
            var refused = await Assert.ThrowsAsync<IOException>(() => PutAsync(store, Key, "new", condition));
            Assert.Contains("is the latest that this file system can keep", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, await store.HeadAsync(Key));
        Assert.Equal("old", await ReadAsync(store, Key));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, ".staging")));
    }

    private Task<PutResult> PutAsync(ObjectKey key, string content, PutCondition condition) => PutAsync(_store, key, content, condition);

    private static async Task<PutResult> PutAsync(FileObjectStore store, ObjectKey key, string content, PutCondition condition)
    {
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(Encoding.UTF8.GetBytes(content));
        return await staged.CommitAsync(key, condition);
    }

    private static async Task<string> ReadAsync(FileObjectStore store, ObjectKey key)
    {
        await using var content = await store.GetAsync(key);
        Assert.NotNull(content);
        return await new StreamReader(content.Stream).ReadToEndAsync();
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var info in _store.ListAsync(prefix))
            keys.Add(info.Key.ToString());
        return keys;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
