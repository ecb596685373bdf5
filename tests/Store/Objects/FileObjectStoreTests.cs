using System.Text;
using Guarded.Store.Files;
using Guarded.Store.Objects;

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
    public async Task What_is_put_is_there_for_whoever_opens_the_store_next()
    {
        var put = await PutAsync(Key, "content", PutCondition.IfAbsent);
        var reopened = Reopen();
        Assert.Equal("content", await ReadAsync(reopened, Key));
        Assert.Equal(new ObjectInfo(Key, 7, put.Version!.Value), await reopened.HeadAsync(Key));
    }

    [Fact]
    public async Task If_absent_never_replaces()
    {
        Assert.True((await PutAsync(Key, "first", PutCondition.IfAbsent)).IsStored);
        Assert.False((await PutAsync(Key, "second", PutCondition.IfAbsent)).IsStored);
        Assert.Equal("first", await ReadAsync(_store, Key));
    }

    [Fact]
    public async Task Any_replaces_with_a_version_of_its_own()
    {
        var first = await PutAsync(Key, "same", PutCondition.Any);
        var second = await PutAsync(Key, "same", PutCondition.Any);
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal("same", await ReadAsync(_store, Key));
    }

    [Fact]
    public async Task If_match_replaces_exactly_the_state_that_was_read()
    {
        var read = await PutAsync(Key, "a", PutCondition.IfAbsent);
        Assert.True((await PutAsync(Key, "b", PutCondition.IfMatch(read.Version!.Value))).IsStored);
        Assert.False((await PutAsync(Key, "c", PutCondition.IfMatch(read.Version!.Value))).IsStored);
        Assert.Equal("b", await ReadAsync(_store, Key));
    }

    [Fact]
    public async Task If_match_of_a_missing_object_stores_nothing()
    {
        var gone = await PutAsync(Key, "a", PutCondition.IfAbsent);
        Assert.Equal(DeleteResult.Deleted, await _store.DeleteAsync(Key));
        Assert.False((await PutAsync(Key, "b", PutCondition.IfMatch(gone.Version!.Value))).IsStored);
        Assert.Null(await _store.GetAsync(Key));
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
    public async Task A_counter_that_many_swap_loses_no_step()
    {
        await PutAsync(Key, "0", PutCondition.IfAbsent);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var store = Reopen();
            for (var steps = 0; steps < 25;)
            {
                await using var content = await store.GetAsync(Key) ?? throw new InvalidOperationException("the counter is gone");
                var value = int.Parse(await new StreamReader(content.Stream).ReadToEndAsync(), null);
                if ((await PutAsync(store, Key, $"{value + 1}", PutCondition.IfMatch(content.Info.Version))).IsStored)
                    steps++;
            }
        })));
        Assert.Equal("200", await ReadAsync(_store, Key));
    }

    [Fact]
    public async Task Of_many_writers_of_one_key_exactly_one_wins()
    {
        for (var round = 0; round < 50; round++)
        {
            var key = ObjectKey.Parse($"rounds/{round}");
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => PutAsync(key, $"writer {writer}", PutCondition.IfAbsent))));
            var winner = Assert.Single(Enumerable.Range(0, 8), writer => results[writer].IsStored);
            Assert.Equal($"writer {winner}", await ReadAsync(_store, key));
        }
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
    public async Task A_staged_object_is_committed_once()
    {
        await using var staged = await _store.StageAsync();
        await staged.CommitAsync(Key, PutCondition.IfAbsent);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(ObjectKey.Parse("other"), PutCondition.IfAbsent));
    }

    [Fact]
    public async Task What_is_committed_can_no_longer_be_written()
    {
        await using var staged = await _store.StageAsync();
        await staged.Content.WriteAsync("good"u8.ToArray());
        await staged.CommitAsync(Key, PutCondition.IfAbsent);
        Assert.Throws<ObjectDisposedException>(() => staged.Content.Write("evil"u8));
        Assert.Equal("good", await ReadAsync(_store, Key));
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
    public async Task A_reader_keeps_the_state_that_it_opened()
    {
        await PutAsync(Key, "old", PutCondition.IfAbsent);
        await using var content = await _store.GetAsync(Key);
        await PutAsync(Key, "newer", PutCondition.Any);
        Assert.Equal("old", await new StreamReader(content!.Stream).ReadToEndAsync());
    }

    [Fact]
    public async Task Listing_is_in_the_order_of_the_keys_and_begins_with_the_prefix()
    {
        string[] keys = ["a", "a-b", "a.b/c", "b/a", "b/b/c", "b/bb", "b0"];
        foreach (var key in keys.Reverse())
            await PutAsync(ObjectKey.Parse(key), key, PutCondition.IfAbsent);
        await File.WriteAllTextAsync(_folder["Foreign File"], "not a key");

        Assert.Equal(keys.Order(StringComparer.Ordinal), await ListAsync(""));
        Assert.Equal(["b/a", "b/b/c", "b/bb"], await ListAsync("b/"));
        Assert.Equal(["b/b/c", "b/bb"], await ListAsync("b/b"));
        Assert.Empty(await ListAsync("c"));
    }

    [Fact]
    public async Task The_folder_of_other_keys_is_no_object()
    {
        await PutAsync(Key, "content", PutCondition.IfAbsent);
        var folder = ObjectKey.Parse("things");
        Assert.Null(await _store.GetAsync(folder));
        Assert.Null(await _store.HeadAsync(folder));
        Assert.Equal(DeleteResult.NotFound, await _store.DeleteAsync(folder));
    }

    [Fact]
    public async Task Deleting_says_whether_something_was_there()
    {
        await PutAsync(Key, "content", PutCondition.IfAbsent);
        Assert.Equal(DeleteResult.Deleted, await _store.DeleteAsync(Key));
        Assert.Equal(DeleteResult.NotFound, await _store.DeleteAsync(Key));
        Assert.Null(await _store.HeadAsync(Key));
        Assert.Null(await _store.GetAsync(Key));
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
