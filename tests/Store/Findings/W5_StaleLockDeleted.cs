using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>Two find the same lock stale. Each deletes it and makes its own, the second one deleting the first one's.</summary>
public sealed class W5_StaleLockDeleted : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_both_hold_the_lock()
    {
        var (dead, one, other) = (new NaiveLock(Objects, "dead", Clock), new NaiveLock(Objects, "one", Clock), new NaiveLock(Objects, "other", Clock));
        await dead.TryCreateAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await one.LooksStaleAsync() && await other.LooksStaleAsync());
        await one.DeleteAsync();
        Assert.True(await one.TryCreateAsync());
        await other.DeleteAsync();
        Assert.True(await other.TryCreateAsync());
    }

    [Fact]
    public async Task Guarded_whenever_another_takes_it_over_meanwhile_one_holds_it()
    {
        for (var at = 1; ; at++)
        {
            var name = LeaseName.Parse($"lock-{at}");
            var death = new Death();
            await HaveAsync(Process(new GatedObjectStore(Objects, death)), name);
            death.Strike();
            var other = Process();
            Lease? others = null;
            var calling = new Calling(at, async () => others = await other.TryAcquireAsync(name, Purpose));
            var one = Process(new GatedObjectStore(Objects, calling));
            Assert.Null(await other.TryAcquireAsync(name, Purpose));
            var waiting = one.AcquireAsync(name, Purpose, TimeSpan.FromSeconds(45)).AsTask();
            Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(others is null, waiting.IsCompletedSuccessfully);
            Assert.True((others ?? await waiting).IsHeld);
            await (others ?? await waiting).ReleaseAsync();
            if (!calling.WasReached)
                return;
        }
    }
}
