using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A heartbeat that is under way when the lock is released makes it again.</summary>
public sealed class W7_HeartbeatAfterRelease : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_the_lock_is_there_again_and_nobody_holds_it()
    {
        var asleep = new HoldUp { IsOn = true };
        var renewing = new NaiveLock(new GatedObjectStore(Objects, asleep), "one", Clock).RenewAsync();
        await new NaiveLock(Objects, "one", Clock).DeleteAsync();
        asleep.LetGo();
        await renewing;
        Assert.False(await new NaiveLock(Objects, "other", Clock).TryCreateAsync());
    }

    [Fact]
    public async Task Guarded_the_release_comes_after_the_renewal()
    {
        var asleep = new HoldUp();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, asleep)));
        asleep.IsOn = true;
        Clock.Advance(TimeToLive / 3);
        var release = lease.ReleaseAsync().AsTask();
        asleep.LetGo();
        await release;
        Clock.Advance(TimeToLive);
        await using var next = await HaveAsync(Process());
    }
}
