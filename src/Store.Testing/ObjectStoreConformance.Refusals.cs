using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [SkippableFact]
    public async Task Null_is_refused_and_named()
    {
        var store = await ReopenAsync();
        await using var staged = await store.StageAsync();
        await RefusesNullAsync("key", async () => await staged.CommitAsync(null!, PutCondition.IfAbsent));
        await RefusesNullAsync("condition", async () => await staged.CommitAsync(One, null!));
        await RefusesNullAsync("key", async () => await store.GetAsync(null!));
        await RefusesNullAsync("key", async () => await store.HeadAsync(null!));
        await RefusesNullAsync("key", async () => await store.DeleteAsync(null!));
        await RefusesNullAsync("prefix", async () => await store.ListAsync(null!).GetAsyncEnumerator().MoveNextAsync());
        await RefusesNullAsync("prefix", async () => await store.ListForeignAsync(null!).GetAsyncEnumerator().MoveNextAsync());
        Assert.Empty(await ListAsync());
    }

    [SkippableFact]
    public async Task A_sweep_of_what_is_yet_to_come_is_refused()
    {
        var store = await ReopenAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.SweepAsync(TimeSpan.FromTicks(-1)));
    }

    [SkippableFact]
    public async Task A_cancelled_write_does_not_begin()
    {
        var store = await ReopenAsync();
        await IsCancelledAsync(async () => await store.StageAsync(Cancelled));
    }

    [SkippableFact]
    public async Task A_cancelled_commit_leaves_nothing()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("content"));
            await IsCancelledAsync(async () => await staged.CommitAsync(One, PutCondition.IfAbsent, Cancelled));
        }
        await NothingIsThereAsync();
    }

    [SkippableFact]
    public async Task A_commit_that_is_cancelled_under_way_stores_all_or_nothing_and_says_which()
    {
        var content = BytesOfLength(300_000);
        for (var round = 0; round < 20; round++)
        {
            var key = Key($"rounds/{round}");
            using var cancellation = new CancellationTokenSource();
            await using var staged = await (await ReopenAsync()).StageAsync(CancellationToken.None);
            await staged.Content.WriteAsync(content, CancellationToken.None);
            var commit = staged.CommitAsync(key, PutCondition.IfAbsent, cancellation.Token).AsTask();
            for (var later = 0; later < round; later++)
                await Task.Yield();
            await cancellation.CancelAsync();
            await ((Task)commit).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            if (commit.IsCanceled)
            {
                Assert.Null(await ReadAsync(key));
                continue;
            }
            Assert.True((await commit).IsStored);
            await ReadsAsync(content, key);
        }
    }

    [SkippableFact]
    public async Task A_cancelled_write_of_content_leaves_nothing()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
            await IsCancelledAsync(async () => await staged.Content.WriteAsync(Bytes("content"), Cancelled));
        await NothingIsThereAsync();
    }

    [SkippableFact]
    public async Task A_cancelled_delete_removes_nothing()
    {
        await StoreAsync(One, "content");
        await IsCancelledAsync(async () => await (await ReopenAsync()).DeleteAsync(One, ifMatch: null, Cancelled));
        Assert.Equal("content", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task A_cancelled_read_is_cancelled()
    {
        await StoreAsync(One, "content");
        var store = await ReopenAsync();
        await IsCancelledAsync(async () => await store.HeadAsync(One, Cancelled));
        await IsCancelledAsync(async () => await store.GetAsync(One, range: null, Cancelled));
        await using var content = await store.GetAsync(One);
        await IsCancelledAsync(() => content!.Stream.ReadAsync(new byte[7], Cancelled).AsTask());
    }

    [SkippableFact]
    public async Task A_cancelled_listing_does_not_begin()
    {
        await StoreAsync(One, "content");
        var store = await ReopenAsync();
        await IsCancelledAsync(async () => await store.ListAsync("", after: null, Cancelled).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync());
        await IsCancelledAsync(async () => await store.ListAsync("").GetAsyncEnumerator(Cancelled).MoveNextAsync());
        await IsCancelledAsync(async () => await store.ListForeignAsync("", Cancelled).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync());
    }

    [SkippableFact]
    public async Task A_listing_that_is_cancelled_ends_before_the_next_object()
    {
        await StoreAsync(One, "content");
        await StoreAsync(Other, "other content");
        using var cancellation = new CancellationTokenSource();
        await using var listing = (await ReopenAsync()).ListAsync("", after: null, cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await listing.MoveNextAsync());
        await cancellation.CancelAsync();
        await IsCancelledAsync(async () => await listing.MoveNextAsync());
    }

    [SkippableFact]
    public async Task A_cancelled_sweep_does_not_begin()
    {
        var store = await ReopenAsync();
        await IsCancelledAsync(async () => await store.SweepAsync(TimeSpan.Zero, Cancelled));
    }

    [SkippableFact]
    public async Task What_a_backend_can_do_never_changes()
    {
        var first = (await ReopenAsync()).Capabilities;
        await StoreAsync(One, "content");
        Assert.Equal(first, (await ReopenAsync()).Capabilities);
    }

    private static async Task RefusesNullAsync(string name, Func<Task> call) =>
        Assert.Equal(name, (await Assert.ThrowsAsync<ArgumentNullException>(call)).ParamName);

    private static async Task IsCancelledAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
}
