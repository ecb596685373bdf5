using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A process waits for a lock that it holds itself.</summary>
public sealed class W12_AcquiredTwiceInOneProcess : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_it_waits_for_ever()
    {
        var mine = new NaiveLock(Objects, "me", Clock);
        await mine.TryCreateAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            Clock.Advance(TimeSpan.FromHours(1));
            await mine.RenewAsync(); // by the heartbeat, which runs meanwhile
            Assert.False(await mine.TryCreateAsync());
        }
    }

    [Fact]
    public async Task Guarded_it_is_told_at_once_that_it_holds_it_and_since_when()
    {
        var leases = Process();
        await using var held = await HaveAsync(leases);
        var here = await Assert.ThrowsAsync<LeaseHeldHereException>(async () => await leases.AcquireAsync(Name, Purpose, TimeSpan.FromHours(1)));
        Assert.Same(held, here.Held);
        Assert.Contains("acquired 0.00:00:00 ago", here.Message, StringComparison.Ordinal);
    }
}
