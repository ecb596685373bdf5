using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>A caller that cancels while the request that publishes is under way, and a client that gives up waiting for it.</summary>
public sealed class CancelledCommitTests : BucketTest, IDisposable
{
    private const int PartSize = S3ObjectStoreOptions.MinPartSize;

    private readonly CancellationTokenSource _cancellation = new();

    public void Dispose() => _cancellation.Dispose();

    [SkippableFact]
    public async Task A_put_that_was_applied_is_not_told_as_cancelled()
    {
        var store = Open(TimesOut(Connections.IsPut, applied: true));
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync("content"u8.ToArray());
        var put = await staged.CommitAsync(Key, PutCondition.IfAbsent, _cancellation.Token);
        Assert.Equal((await Open().HeadAsync(Key))?.Version, Assert.NotNull(put.Version));
        Assert.Equal("content", await ReadAsync(Open(), Key));
    }

    [SkippableFact]
    public async Task A_put_that_was_not_applied_runs_to_its_end()
    {
        var store = Open(TimesOut(Connections.IsPut, applied: false));
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync("content"u8.ToArray());
        Assert.True((await staged.CommitAsync(Key, PutCondition.IfAbsent, _cancellation.Token)).IsStored);
        Assert.Equal("content", await ReadAsync(Open(), Key));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upload_that_may_be_completing_is_not_ended(bool applied)
    {
        var ended = 0;
        var timesOut = TimesOut(Connections.IsComplete, applied);
        var store = Open(async (request, send) =>
        {
            if (request.Method == HttpMethod.Delete)
                ended++;
            return await timesOut(request, send);
        }, new() { PartSize = PartSize });
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(new byte[PartSize + 1]);
        var put = await staged.CommitAsync(Key, PutCondition.IfAbsent, _cancellation.Token);
        Assert.Equal(new ObjectInfo(Key, PartSize + 1, Assert.NotNull(put.Version)), await Open().HeadAsync(Key));
        Assert.Equal(0, ended);
    }

    // The caller cancels while the request runs, and the client's own limit is reached: what it throws looks like a cancellation.
    private Connection TimesOut(Func<HttpRequestMessage, bool> which, bool applied)
    {
        var times = 1;
        return async (request, send) =>
        {
            if (!which(request) || Interlocked.Decrement(ref times) < 0)
                return await send();
            if (applied)
                (await send()).Dispose();
            await _cancellation.CancelAsync();
            throw new TaskCanceledException("The client's limit was reached.");
        };
    }
}
