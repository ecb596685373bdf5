using System.Runtime.Versioning;
using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Tests.Objects;

public sealed class StoreRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_root_is_no_empty_store()
    {
        Assert.Contains("does not exist", Assert.Throws<StoreRootException>(() => FileObjectStore.Open(_folder["missing"])).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["missing"]));
    }

    [Fact]
    public void A_missing_root_is_created_where_that_is_asked_for()
    {
        Assert.Equal(_folder["a/b"], FileObjectStore.OpenOrCreate(_folder["a/b/"]).Root);
        Assert.True(Directory.Exists(_folder["a/b"]));
    }

    [Fact]
    public void A_root_that_is_a_file_is_refused_and_stays()
    {
        File.WriteAllText(_folder["file"], "mine");
        Assert.Contains("is a file", Assert.Throws<StoreRootException>(() => FileObjectStore.Open(_folder["file"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a file", Assert.Throws<StoreRootException>(() => FileObjectStore.OpenOrCreate(_folder["file"])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be created", Assert.Throws<StoreRootException>(() => FileObjectStore.OpenOrCreate(_folder["file/below"])).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder["file"]));
    }

    [SkippableFact]
    public async Task A_root_that_cannot_be_written_says_so()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs a folder that even root cannot write: Linux's /sys");
        var failure = await Assert.ThrowsAsync<StoreRootException>(async () => await PutAsync("/sys/kernel"));
        Assert.Contains("cannot be written", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_root_on_a_read_only_mount_says_so()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && await TryMountReadOnlyAsync(_folder.Path), "needs Linux and the right to mount");
        try
        {
            var failure = await Assert.ThrowsAsync<StoreRootException>(async () => await PutAsync(_folder.Path));
            Assert.Contains("Read-only file system", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Command.RunAsync("umount", _folder.Path);
        }
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_root_whose_parent_this_user_may_enter_and_not_read_opens_and_works()
    {
        var root = Directory.CreateDirectory(_folder["store"]);
        root.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        var key = ObjectKey.Parse("things/one");
        AnotherUser.Run(() =>
        {
            Assert.Throws<UnauthorizedAccessException>(() => Directory.GetFileSystemEntries(_folder.Path));
            using var store = FileObjectStore.OpenOrCreate(root.FullName);
            // Called on this thread: the store's own are another user's.
            using var staged = store.Staging.Stage();
            staged.Write("content"u8);
            var version = store.Files.PublishNew(staged, key, CancellationToken.None);
            Assert.Equal(version, store.Files.Head(key)?.Version);
            Assert.Equal(DeleteResult.Deleted, store.Files.Delete(key, version, CancellationToken.None));
        });
    }

    [Fact]
    public async Task A_root_that_vanishes_during_a_listing_is_not_its_end()
    {
        using var store = FileObjectStore.Open(_folder.Path, new FileObjectStoreOptions { Durability = Durability.None });
        for (var number = 0; number < 300; number++)
            await store.PutAsync(ObjectKey.Parse($"things/{number}"), "content"u8.ToArray(), PutCondition.IfAbsent);
        await using var listing = store.ListAsync("").GetAsyncEnumerator();
        await listing.MoveNextAsync();
        Directory.Move(_folder.Path, _folder.Path + "-away");
        try
        {
            await Assert.ThrowsAsync<StoreRootException>(async () =>
            {
                while (await listing.MoveNextAsync())
                {
                }
            });
        }
        finally
        {
            Directory.Move(_folder.Path + "-away", _folder.Path);
        }
    }

    [Fact]
    public async Task A_store_that_was_disposed_says_so()
    {
        var store = FileObjectStore.Open(_folder.Path);
        store.Dispose();
        var key = ObjectKey.Parse("thing");
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync(key));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.HeadAsync(key));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.DeleteAsync(key));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.PutAsync(key, default, PutCondition.IfAbsent));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.SweepAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ListAsync("").ToListAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ListForeignAsync("").ToListAsync());
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_staging_folder_is_named()
    {
        File.WriteAllText(_folder[".staging"], "mine");
        var failure = await Assert.ThrowsAsync<StoreRootException>(() => PutAsync(_folder.Path));
        Assert.Contains("'" + _folder[".staging"] + "' is a file", failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder[".staging"]));
    }

    [Fact]
    public void A_level_of_durability_that_there_is_not_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileObjectStoreOptions { Durability = (Durability)99 });

    private static async Task PutAsync(string root)
    {
        using var store = FileObjectStore.Open(root);
        await store.PutAsync(ObjectKey.Parse("thing"), "content"u8.ToArray(), PutCondition.IfAbsent);
    }

    private static async Task<bool> TryMountReadOnlyAsync(string folder) =>
        (await Command.RunAsync("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", folder)).ExitCode == 0;
}
