using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A forced release deletes whatever lock is there by the time that the user has said yes.</summary>
public sealed class W9_ForcedReleaseOfAnother : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_the_lock_of_a_third_is_gone()
    {
        var (stuck, third) = (new NaiveLock(Objects, "stuck", Clock), new NaiveLock(Objects, "third", Clock));
        await stuck.TryCreateAsync();
        Assert.Equal("stuck", await stuck.OwnerAsync()); // shown to the user, who thinks about it
        await stuck.DeleteAsync();
        await third.TryCreateAsync();
        await new NaiveLock(Objects, "user", Clock).DeleteAsync();
        Assert.Null(await Objects.HeadAsync(NaiveLock.Key));
    }

    [Fact]
    public async Task Guarded_only_the_holder_that_was_shown_is_released()
    {
        var stuck = await HaveAsync(Process());
        var user = Process();
        var shown = (await user.InspectAsync(Name))!;
        await stuck.ReleaseAsync();
        await using var third = await HaveAsync(Process());
        Assert.False(await user.ForceReleaseAsync(shown));
        Clock.Advance(TimeToLive);
        Assert.True(third.IsHeld);
        Assert.True(await user.ForceReleaseAsync((await user.InspectAsync(Name))!));
    }
}
