using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>Staleness is judged by the difference of two machines' clocks.</summary>
public sealed class W10_TwoMachinesClocks : LeaseTest
{
    private readonly VirtualClock _ahead = new() { Offset = TimeSpan.FromHours(1) };

    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_a_living_holder_is_taken_for_dead()
    {
        await new NaiveLock(Objects, "living", Clock).TryCreateAsync();
        Assert.True(await new NaiveLock(Objects, "other", _ahead).LooksStaleAsync());
    }

    [Fact]
    public async Task Guarded_a_living_holder_keeps_its_lease_whatever_the_others_clock_says()
    {
        await using var living = await HaveAsync(Process());
        var other = new LeaseManager(Objects, options: null, _ahead, Identity());
        for (var second = 0; second < 600; second++)
        {
            Assert.Null(await other.TryAcquireAsync(Name, Purpose));
            Clock.Advance(TimeSpan.FromSeconds(1));
            _ahead.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.True(living.IsHeld);
    }
}
