using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Findings;

/// <summary>Blocking file calls inside async code: the caller's thread waits for the disk.</summary>
public sealed class L10_BlockedCaller : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Naive_the_call_does_not_return_before_the_disk_is_done()
    {
        using var returned = new ManualResetEventSlim();
        var held = FileLock.At(_folder["lock"]).Take(CancellationToken.None);
        var caller = Task.Run(() =>
        {
            var deleted = NaiveDeleteAsync(); // a caller that has other things to do meanwhile
            returned.Set();
            return deleted;
        });
        var done = returned.Wait(TimeSpan.FromMilliseconds(50));
        held.Dispose();
        await caller;
        Assert.False(done);
    }

    [Fact]
    public async Task Guarded_the_call_returns_at_once_and_is_awaited()
    {
        using var store = FileObjectStore.Open(_folder.Path);
        var key = ObjectKey.Parse("payload");
        await store.PutAsync(key, "content"u8.ToArray(), PutCondition.IfAbsent);

        var held = FileLock.At(_folder[".lock"]).Take(CancellationToken.None);
        var deleted = store.DeleteAsync(key); // on this very thread, which would wait for itself
        Assert.False(deleted.IsCompleted);
        held.Dispose();
        Assert.Equal(DeleteResult.Deleted, await deleted);
    }

    private async Task NaiveDeleteAsync()
    {
        using var held = FileLock.At(_folder["lock"]).Take(CancellationToken.None);
        File.Delete(_folder["payload"]);
        await Task.CompletedTask;
    }
}
