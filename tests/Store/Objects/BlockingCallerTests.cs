using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Objects;

/// <summary>Callers that block on a call in the thread on which an earlier call ended.</summary>
public sealed class BlockingCallerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileObjectStore _store;
    private int _keys;

    public BlockingCallerTests() => _store = FileObjectStore.Open(_folder.Path);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public Task A_lone_caller_is_served() => PutAndBlockAsync(times: 50);

    [Fact]
    public async Task More_callers_at_once_than_there_are_calls_at_once_are_served() =>
        await Task.WhenAll(Enumerable.Range(0, 2 * DiskThreads.Most).Select(_ => PutAndBlockAsync(times: 4)));

    [Fact]
    public async Task None_waits_for_the_slow_call_of_another()
    {
        for (var time = 0; time < 20; time++)
            await BlockBesideASlowCallAsync();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public async Task All_that_block_at_once_are_served_at_once(int callers)
    {
        for (var time = 0; time < 20; time++)
        {
            using var together = new Barrier(callers);
            using var served = new CountdownEvent(callers);
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => BlockTogetherAsync(together, served))));
        }
    }

    private static async Task BlockTogetherAsync(Barrier together, CountdownEvent served)
    {
        Assert.True(await DiskThreads.RunAsync(() => together.SignalAndWait(TimeSpan.FromMinutes(1))).ConfigureAwait(false));
        var call = DiskThreads.RunAsync(() => served.Signal() || served.Wait(TimeSpan.FromSeconds(10)));
        Block(call, TimeSpan.FromMinutes(1));
        Assert.True(await call, "One waited for the call of another to end.");
    }

    private async Task BlockBesideASlowCallAsync()
    {
        Task slow;
        using (FileLock.At(_folder[".lock"]).Take(CancellationToken.None))
        {
            slow = _store.PutAsync(ObjectKey.Parse("slow"), new byte[100], PutCondition.Any).AsTask();
            await _store.HeadAsync(ObjectKey.Parse("one")).ConfigureAwait(false);
            await _store.HeadAsync(ObjectKey.Parse("one")).ConfigureAwait(false);
            Block(_store.HeadAsync(ObjectKey.Parse("one")).AsTask(), TimeSpan.FromSeconds(10)); // the slow one gives up after thirty
        }
        await slow.ConfigureAwait(false);
    }

    private async Task PutAndBlockAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await PutAsync().ConfigureAwait(false);
            Block(PutAsync(), TimeSpan.FromMinutes(1));
        }
    }

    private async Task PutAsync() =>
        Assert.True((await _store.PutAsync(ObjectKey.Parse($"things/{Interlocked.Increment(ref _keys)}"), new byte[100], PutCondition.IfAbsent)).IsStored);

    private static void Block(Task task, TimeSpan limit) => Assert.True(task.Wait(limit), "Nobody made the call.");
}
