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

    private async Task PutAndBlockAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await PutAsync().ConfigureAwait(false);
            Block(PutAsync());
        }
    }

    private async Task PutAsync() =>
        Assert.True((await _store.PutAsync(ObjectKey.Parse($"things/{Interlocked.Increment(ref _keys)}"), new byte[100], PutCondition.IfAbsent)).IsStored);

    private static void Block(Task task) => Assert.True(task.Wait(TimeSpan.FromMinutes(1)), "Nobody made the call.");
}
