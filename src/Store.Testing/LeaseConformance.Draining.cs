using Guarded.Store.Leases;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableFact]
    public async Task Items_are_had_side_by_side_and_each_by_one()
    {
        await using var one = await (await TreeAsync()).AcquireItemAsync("one", Purpose, Wait);
        await using var other = await (await TreeAsync()).AcquireItemAsync("other/deeper", Purpose, Wait);
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await (await TreeAsync()).AcquireItemAsync("one", Purpose, TimeSpan.Zero));
        Assert.True(one.IsHeld && other.IsHeld);
    }

    [SkippableFact]
    public async Task The_structure_waits_for_every_item()
    {
        var one = await (await TreeAsync()).AcquireItemAsync("one", Purpose, Wait);
        var other = await (await TreeAsync()).AcquireItemAsync("other", Purpose, Wait);
        var structure = (await TreeAsync()).AcquireStructureAsync(Purpose, Wait).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await one.ReleaseAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(structure.IsCompleted);
        await other.ReleaseAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(structure.IsCompleted);
        Assert.True((await structure).IsHeld);
    }

    [SkippableFact]
    public async Task An_item_waits_for_the_structure()
    {
        var structure = await (await TreeAsync()).AcquireStructureAsync(Purpose, Wait);
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await (await TreeAsync()).AcquireItemAsync("one", Purpose, TimeSpan.Zero));
        Assert.Equal(structure.Holder, unavailable.HeldBy!.Holder);
        var item = (await TreeAsync()).AcquireItemAsync("one", Purpose, Wait).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(item.IsCompleted);
        await structure.ReleaseAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(item.IsCompleted);
        Assert.True((await item).IsHeld);
    }

    [SkippableFact]
    public async Task Where_a_writer_comes_at_any_moment_of_the_drain_one_of_the_two_waits_for_the_other()
    {
        for (var at = 1; ; at += Stride)
        {
            var scope = $"tree-{at}";
            Lease? item = null;
            var calling = new Calling(at, async () => item = await OrNoneAsync((await TreeAsync(scope: scope)).AcquireItemAsync("one", Purpose, TimeSpan.Zero)));
            var structure = (await TreeAsync(calling, scope)).AcquireStructureAsync(Purpose, Wait).AsTask();
            _clock.Advance(TimeToLive);
            Assert.Equal(item is null, structure.IsCompleted);
            if (item is not null)
                await item.ReleaseAsync();
            _clock.Advance(TimeToLive);
            Assert.True(structure.IsCompleted);
            await using var had = await structure;
            if (!calling.WasReached)
                return;
        }
    }

    [SkippableFact]
    public async Task Where_a_deleter_comes_at_any_moment_of_an_acquisition_one_of_the_two_waits_for_the_other()
    {
        for (var at = 1; ; at += Stride)
        {
            var scope = $"tree-{at}";
            Lease? structure = null;
            var calling = new Calling(at, async () => structure = await OrNoneAsync((await TreeAsync(scope: scope)).AcquireStructureAsync(Purpose, TimeSpan.Zero)));
            var item = (await TreeAsync(calling, scope)).AcquireItemAsync("one", Purpose, Wait).AsTask();
            _clock.Advance(TimeToLive);
            Assert.Equal(structure is null, item.IsCompleted);
            if (structure is not null)
                await structure.ReleaseAsync();
            _clock.Advance(TimeToLive);
            Assert.True(item.IsCompleted);
            await using var had = await item;
            Assert.True(structure is null || had.Epoch > structure.Epoch);
            if (!calling.WasReached)
                return;
        }
    }

    [SkippableFact]
    public async Task A_dead_writer_is_waited_for_one_time_to_live_and_its_late_commit_is_refused()
    {
        var (death, pointer) = (new Death(), await PointerAsync());
        var dead = await (await TreeAsync(death)).AcquireItemAsync("one", Purpose, Wait);
        await pointer.TakeAsync(dead.Epoch);
        await pointer.CommitAsync(dead.Epoch, Bytes("old"));
        death.Strike();

        var acquiring = (await TreeAsync()).AcquireStructureAsync(Purpose, Wait).AsTask();
        _clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.False(acquiring.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(acquiring.IsCompleted);
        await using (var structure = await acquiring)
            await ClearAsync(structure);
        await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.CommitAsync(dead.Epoch, Bytes("late")));

        await using var next = await (await TreeAsync()).AcquireItemAsync("one", Purpose, Wait);
        Assert.Null(await pointer.TakeAsync(next.Epoch));
        await pointer.CommitAsync(next.Epoch, Bytes("new"));
    }

    [SkippableFact]
    public async Task A_dead_deleter_keeps_writers_out_for_one_time_to_live()
    {
        var death = new Death();
        var dead = await (await TreeAsync(death)).AcquireStructureAsync(Purpose, Wait);
        death.Strike();
        var item = (await TreeAsync()).AcquireItemAsync("one", Purpose, Wait).AsTask();
        _clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.False(item.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(item.IsCompleted);
        Assert.True((await item).Epoch > dead.Epoch);
    }

    private static async Task<Lease?> OrNoneAsync(ValueTask<Lease> acquiring)
    {
        try
        {
            return await acquiring;
        }
        catch (LeaseUnavailableException)
        {
            return null;
        }
    }
}
