using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Objects;

/// <summary>The folders below a store's root: made, removed, planted.</summary>
public sealed class StoreFoldersTests : IDisposable
{
    private static readonly byte[] Content = "content"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task Folders_that_a_delete_leaves_empty_are_removed(FolderKind kind)
    {
        using var store = Open(kind);
        await PutAsync(store, "a/b/one");
        await PutAsync(store, "a/b/two");
        await store.DeleteAsync(ObjectKey.Parse("a/b/one"));
        Assert.True(Directory.Exists(_folder["a/b"]));
        await store.DeleteAsync(ObjectKey.Parse("a/b/two"));
        Assert.False(Directory.Exists(_folder["a"]));
        Assert.True(await PutAsync(store, "a/b/one"));
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task Writers_and_deleters_of_one_folder_never_fail_and_lose_nothing(FolderKind kind)
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            using var store = Open(kind);
            for (var round = 0; round < 100; round++)
            {
                Assert.True(await PutAsync(store, $"shard/{writer}"));
                Assert.NotNull(await store.HeadAsync(ObjectKey.Parse($"shard/{writer}")));
                Assert.Equal(DeleteResult.Deleted, await store.DeleteAsync(ObjectKey.Parse($"shard/{writer}")));
            }
            Assert.True(await PutAsync(store, $"shard/{writer}"));
        })));
        Assert.Equal(["shard/0", "shard/1", "shard/2", "shard/3"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task A_folder_that_somebody_else_removed_and_made_again_is_found(FolderKind kind)
    {
        using var mine = Open(kind);
        using var other = Open(kind);
        await PutAsync(mine, "a/mine");
        await mine.DeleteAsync(ObjectKey.Parse("a/mine"));
        await PutAsync(other, "a/other");
        Assert.NotNull(await mine.HeadAsync(ObjectKey.Parse("a/other")));
        Assert.True(await PutAsync(mine, "a/mine"));
        Assert.Equal(["a/mine", "a/other"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Unnamed, true)]
    [InlineData(FolderKind.Unnamed, false)]
    [InlineData(FolderKind.Named, true)]
    [InlineData(FolderKind.Named, false)]
    [InlineData(FolderKind.Path, true)]
    [InlineData(FolderKind.Path, false)]
    public async Task A_staging_folder_that_somebody_removed_is_in_no_puts_way(FolderKind kind, bool madeAnew)
    {
        using var store = Open(kind);
        Assert.True(await PutAsync(store, "a/one"));
        Directory.Delete(_folder[".staging"]);
        if (madeAnew)
            Directory.CreateDirectory(_folder[".staging"]);
        Assert.True(await PutAsync(store, "a/two"));
        Assert.True((await store.PutAsync(ObjectKey.Parse("a/two"), Content, PutCondition.Any)).IsStored);
        Assert.Equal(["a/one", "a/two"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task A_link_planted_as_a_folder_is_named_and_never_followed(FolderKind kind)
    {
        File.WriteAllText(_elsewhere["secret"], "not the store's");
        Directory.CreateSymbolicLink(_folder["a"], _elsewhere.Path);
        using var store = Open(kind);
        var key = ObjectKey.Parse("a/secret");
        await AssertNamedAsync(async () => await store.GetAsync(key));
        await AssertNamedAsync(async () => await store.HeadAsync(key));
        await AssertNamedAsync(async () => await store.DeleteAsync(key));
        await AssertNamedAsync(async () => await PutAsync(store, "a/new"));
        await AssertNamedAsync(async () => await store.PutAsync(key, Content, PutCondition.Any));
        Assert.Empty(await store.ListAsync("").ToListAsync());
        Assert.Equal("a", Assert.Single(await store.ListForeignAsync("").ToListAsync()).Name);
        Assert.Equal(["secret"], _elsewhere.Files());
        Assert.Equal("not the store's", File.ReadAllText(_elsewhere["secret"]));
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task A_link_planted_as_a_file_is_never_followed(FolderKind kind)
    {
        File.WriteAllText(_elsewhere["secret"], "not the store's");
        Directory.CreateDirectory(_folder["a"]);
        File.CreateSymbolicLink(_folder["a/link"], _elsewhere["secret"]);
        using var store = Open(kind);
        await AssertNamedAsync(async () => await store.GetAsync(ObjectKey.Parse("a/link")));
        await AssertNamedAsync(async () => await PutAsync(store, "a/link"));
        await AssertNamedAsync(async () => await store.PutAsync(ObjectKey.Parse("a/link"), Content, PutCondition.Any));
        Assert.Equal("not the store's", File.ReadAllText(_elsewhere["secret"]));
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task A_folder_where_a_file_should_be_and_a_file_where_a_folder_should_be_are_named(FolderKind kind)
    {
        using var store = Open(kind);
        await PutAsync(store, "a/folder/below");
        await PutAsync(store, "a/file");
        Assert.Contains("other keys lie below 'a/folder/'", (await Assert.ThrowsAnyAsync<IOException>(async () => await PutAsync(store, "a/folder"))).Message, StringComparison.Ordinal);
        Assert.Contains(_folder["a/file"], (await Assert.ThrowsAnyAsync<IOException>(async () => await PutAsync(store, "a/file/below"))).Message, StringComparison.Ordinal);
        Assert.Null(await store.GetAsync(ObjectKey.Parse("a/folder")));
        Assert.Null(await store.GetAsync(ObjectKey.Parse("a/file/below")));
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Path)]
    public async Task An_empty_folder_that_a_crash_left_is_in_no_keys_way(FolderKind kind)
    {
        Directory.CreateDirectory(_folder["a/one"]);
        Directory.CreateDirectory(_folder["a/two"]);
        using var store = Open(kind);
        Assert.True(await PutAsync(store, "a/one"));
        Assert.True((await store.PutAsync(ObjectKey.Parse("a/two"), Content, PutCondition.Any)).IsStored);
        Assert.Equal(["a/one", "a/two"], _folder.Files());
    }

    [Fact]
    public async Task A_folder_that_was_replaced_by_another_is_the_other_from_then_on()
    {
        using var store = Open(FolderKind.Unnamed);
        await PutAsync(store, "a/one");
        Directory.Move(_folder["a"], _elsewhere["old"]);
        Directory.CreateDirectory(_folder["a"]); // as a restore does
        Assert.True(await PutAsync(store, "a/two"));
        Assert.Null(await store.HeadAsync(ObjectKey.Parse("a/one")));
        Assert.Equal(["a/two"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Path)]
    public async Task What_is_no_object_is_listed_as_foreign_with_its_reason(FolderKind kind)
    {
        using var store = Open(kind);
        await PutAsync(store, "a/object");
        await store.PutAsync(ObjectKey.Parse("a/object"), Content, PutCondition.Any);
        File.WriteAllText(_folder["a/Upper Case"], "");
        File.WriteAllText(_folder["b.txt~"], "");
        Directory.CreateDirectory(_folder["Folder"]);
        File.CreateSymbolicLink(_folder["a/link"], _folder["a/object"]);

        var foreign = await store.ListForeignAsync("").ToListAsync();
        Assert.Equal(["Folder", "a/Upper Case", "a/link", "b.txt~"], foreign.Select(entry => entry.Name));
        Assert.Contains("symbolic link", foreign[2].Reason, StringComparison.Ordinal);
        Assert.Contains("U+0055", foreign[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["a/Upper Case", "a/link"], (await store.ListForeignAsync("a").ToListAsync()).Select(entry => entry.Name));
        Assert.Equal("a/object", Assert.Single(await store.ListAsync("").ToListAsync()).Key.ToString());
    }

    [Fact]
    public async Task A_root_that_was_replaced_by_another_folder_is_not_written()
    {
        using var store = Open(FolderKind.Unnamed);
        await PutAsync(store, "a/one");
        Directory.Move(_folder.Path, _elsewhere["moved"]);
        Directory.CreateDirectory(_folder.Path);
        await Assert.ThrowsAsync<StoreRootException>(async () => await PutAsync(store, "a/two"));
        await Assert.ThrowsAsync<StoreRootException>(async () => await store.GetAsync(ObjectKey.Parse("a/one")));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void The_order_of_a_folder_is_the_same_in_however_many_passes_it_is_read()
    {
        foreach (var name in new[] { "a", "a-b", "b0", "b1", "ba", "c" })
            File.WriteAllText(_folder[name], "");
        foreach (var name in new[] { "a.d", "b", "z" })
            Directory.CreateDirectory(_folder[name]);
        using var folder = Folder.Open(_folder.Path);
        string[] expected = ["a", "a-b", "a.d", "b", "b0", "b1", "ba", "c", "z"];
        foreach (var mostHeld in new[] { 1, 2, 3, 8, 9, 10, 100 })
            Assert.Equal(expected, OrderedEntries.Of(folder, mostHeld).Select(entry => entry.Name));
    }

    private static async Task AssertNamedAsync(Func<Task> call) =>
        Assert.Contains("symbolic link", (await Assert.ThrowsAnyAsync<IOException>(call)).Message, StringComparison.Ordinal);

    private static async Task<bool> PutAsync(FileObjectStore store, string key) =>
        (await store.PutAsync(ObjectKey.Parse(key), Content, PutCondition.IfAbsent)).IsStored;

    private FileObjectStore Open(FolderKind kind) => new(kind.Open(_folder.Path), options: null);
}
