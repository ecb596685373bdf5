using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableTheory]
    [InlineData("")]
    [InlineData("<html>somebody else's</html>")]
    [InlineData("""{"version":2,"epoch":41,"holders":[]}""")]
    public async Task What_is_no_lease_is_held_by_somebody_unknown_until_it_is_released_by_force(string content)
    {
        EpochToken earlier;
        await using (var lease = await HaveAsync())
            earlier = lease.Epoch;
        await HarmAsync(Bytes(content));
        var leases = await ProcessAsync();
        var waiting = leases.AcquireAsync(Name, Purpose, 2 * TimeToLive).AsTask();
        _clock.Advance(2 * TimeToLive);
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => waiting);
        Assert.Null(unavailable.HeldBy!.Holder);
        Assert.NotNull(unavailable.HeldBy.Fault);

        Assert.True(await leases.ForceReleaseAsync(unavailable.HeldBy));
        await using var next = await HaveAsync(leases);
        Assert.True(next.Epoch > earlier);
    }

    [SkippableFact]
    public async Task A_lease_that_was_cut_short_is_held()
    {
        var lease = await HaveAsync();
        var held = (await ReadAsync(await PlaceAsync()))!;
        await lease.ReleaseAsync();
        var released = (await ReadAsync(await PlaceAsync()))!;
        foreach (var whole in new[] { held, released })
            for (var length = 0; length < whole.Length; length += whole.Length / 8 * Stride)
            {
                await HarmAsync(whole[..length]);
                var listed = new List<LeaseState>();
                await foreach (var state in (await ProcessAsync()).ListAsync())
                    listed.Add(state);
                Assert.NotNull(Assert.Single(listed).Fault);
                Assert.Null(await TryAsync());
            }
    }

    [SkippableFact]
    public async Task A_forced_release_is_refused_where_something_else_is_there_by_now()
    {
        await (await HaveAsync()).ReleaseAsync();
        await HarmAsync(Bytes("one"));
        var shown = (await InspectAsync())!;
        await HarmAsync(Bytes("other"));
        Assert.False(await (await ProcessAsync()).ForceReleaseAsync(shown));
        Assert.NotNull((await InspectAsync())!.Fault);
    }

    [SkippableTheory]
    [InlineData("leases/tree/items/broken.lease")]
    [InlineData("leases/tree/items/broken.lease/00000000000000000001")]
    [InlineData("leases/tree/items/somebody-elses")]
    public async Task What_lies_among_the_items_and_cannot_be_read_counts_as_held(string key)
    {
        await StoreAsync(Key(key), "not a lease");
        var structure = (await TreeAsync()).AcquireStructureAsync(Purpose, 2 * TimeToLive).AsTask();
        _clock.Advance(2 * TimeToLive);
        await Assert.ThrowsAsync<LeaseUnavailableException>(() => structure);
        await using var item = await (await TreeAsync()).AcquireItemAsync("other", Purpose, Wait);
    }

    [SkippableFact]
    public async Task An_unreadable_structure_keeps_writers_out()
    {
        var isOneObject = (await ObjectsAsync()).Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap);
        await StoreAsync(Key(isOneObject ? "leases/tree/structure.lease" : "leases/tree/structure.lease/00000000000000000001"), "?");
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await (await TreeAsync()).AcquireItemAsync("one", Purpose, TimeSpan.Zero));
    }
}
