using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    [SkippableFact]
    public async Task A_sweep_leaves_young_writes_alone() => await OutlivesAsync(TimeSpan.FromDays(1));

    [SkippableFact]
    public async Task A_sweep_leaves_live_writes_alone_whatever_their_age()
    {
        Skip.IfNot(KnowsLiveWriters, "This backend judges staged writes by their age alone.");
        await OutlivesAsync(TimeSpan.Zero);
    }

    [SkippableFact]
    public async Task A_sweep_removes_no_object()
    {
        await StoreOrderedAsync();
        await SweepAsync(TimeSpan.Zero);
        Assert.Equal(Ordered, await ListKeysAsync());
        foreach (var key in Ordered)
            Assert.Equal($"content of {key}", await ReadTextAsync(Key(key)));
    }

    [SkippableFact]
    public async Task A_write_that_was_dropped_or_committed_is_not_there_to_be_swept()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
            await staged.Content.WriteAsync(BytesOfLength(100_000));
        await StoreAsync(One, "content");
        await PutAsync(One, "content", PutCondition.IfAbsent);
        Assert.Equal(new SweepResult(Removed: 0, Kept: 0), await SweepAsync(TimeSpan.Zero));
    }

    private async Task OutlivesAsync(TimeSpan minimumAge)
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("written before "));
            Assert.Equal(0, (await SweepAsync(minimumAge)).Removed);
            await staged.Content.WriteAsync(Bytes("and after"));
            Assert.Equal(0, (await SweepAsync(minimumAge)).Removed);
            Assert.True((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        }
        Assert.Equal("written before and after", await ReadTextAsync(One));
    }

    private async Task<SweepResult> SweepAsync(TimeSpan minimumAge) => await (await ReopenAsync()).SweepAsync(minimumAge);
}
