using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Tests.Objects;

/// <summary>The lock of a file store, held by others.</summary>
public sealed class StoreLockTests : IDisposable
{
    private static readonly ObjectKey Key = ObjectKey.Parse("things/one");
    private static readonly byte[] Content = "content"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _other = new();

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Who_waits_for_it_can_be_cancelled_and_nothing_has_changed()
    {
        using var store = FileObjectStore.Open(_folder.Path);
        await store.PutAsync(Key, Content, PutCondition.IfAbsent);
        using var held = FileLock.At(_folder[".lock"]).Take(CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        var delete = store.DeleteAsync(Key, cancellationToken: cancelled.Token);
        var swap = store.PutAsync(Key, Content, PutCondition.Any, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await delete);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await swap);
        Assert.NotNull(await store.HeadAsync(Key));
    }

    [Fact]
    public void One_that_is_never_let_go_is_an_error_which_says_where()
    {
        using var held = FileLock.At(_folder[".lock"]).Take(CancellationToken.None);
        var busy = Assert.Throws<IOException>(() => FileLock.At(_folder[".lock"], new LeapingClock()).Take(CancellationToken.None));
        Assert.Contains($"'{_folder[".lock"]}' was held by others for 30 seconds", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_wait_for_one_stores_lock_another_store_goes_on()
    {
        using var store = FileObjectStore.Open(_folder.Path);
        using var another = FileObjectStore.Open(_other.Path);
        using var cancelled = new CancellationTokenSource();
        var held = FileLock.At(_folder[".lock"]).Take(CancellationToken.None);
        var waiting = Enumerable.Range(0, 2 * DiskThreads.Most)
            .Select(number => store.DeleteAsync(ObjectKey.Parse($"things/{number}"), cancellationToken: cancelled.Token).AsTask())
            .ToList();
        Assert.True((await another.PutAsync(Key, Content, PutCondition.IfAbsent)).IsStored);
        held.Dispose();
        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(DeleteResult.NotFound, result));
    }

    [SkippableFact]
    public async Task A_link_or_a_pipe_in_its_place_is_named_and_not_followed()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "makes a pipe");
        File.CreateSymbolicLink(_folder[".lock"], _other["victim"]);
        await Command.RunAsync("mkfifo", _other[".lock"]);
        using var linked = FileObjectStore.Open(_folder.Path);
        using var piped = FileObjectStore.Open(_other.Path);
        Assert.Contains("symbolic link", (await Assert.ThrowsAsync<IOException>(async () => await linked.DeleteAsync(Key))).Message, StringComparison.Ordinal);
        Assert.Contains("neither a file nor a folder", (await Assert.ThrowsAsync<IOException>(async () => await piped.DeleteAsync(Key))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_other["victim"]));
    }

    [SkippableFact]
    public async Task A_lock_that_somebody_removed_while_it_was_held_is_no_lock_any_more()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "removes a file that is open");
        using var store = FileObjectStore.Open(_folder.Path);
        await store.PutAsync(Key, Content, PutCondition.IfAbsent);
        using var root = Folder.Open(_folder.Path);
        var held = root.Lock(".lock", CancellationToken.None);
        var delete = store.DeleteAsync(Key);
        File.Delete(_folder[".lock"]);
        held.Dispose();
        Assert.Equal(DeleteResult.Deleted, await delete);
        using var again = root.Lock(".lock", CancellationToken.None);
        Assert.True(File.Exists(_folder[".lock"]));
    }
}
