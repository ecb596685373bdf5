using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A process that was asleep renews its lock, which is another's by now, and takes it back.</summary>
public sealed class W6_UnconditionalHeartbeat : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_the_sleeper_takes_the_lock_back()
    {
        var (sleeper, other) = (new NaiveLock(Objects, "sleeper", Clock), new NaiveLock(Objects, "other", Clock));
        await sleeper.TryCreateAsync();
        await sleeper.DeleteAsync(); // by the other, who found it stale
        await other.TryCreateAsync();
        await sleeper.RenewAsync();
        Assert.Equal("sleeper", await other.OwnerAsync());
    }

    [Fact]
    public async Task Guarded_the_sleepers_renewal_fails_and_its_lease_is_lost()
    {
        var asleep = new HoldUp();
        var sleeper = await HaveAsync(Process(new GatedObjectStore(Objects, asleep)));
        asleep.IsOn = true;
        Clock.Advance(TimeToLive / 3);
        Assert.Equal(1, asleep.Waiting); // in the middle of a renewal
        var taking = Process().AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(5)).AsTask();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await using var other = await taking;
        asleep.LetGo();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(sleeper.Lost.IsCancellationRequested);
        Assert.True(other.IsHeld);
        Assert.Equal(other.Holder, (await Process().InspectAsync(Name))!.Holder);
    }
}
