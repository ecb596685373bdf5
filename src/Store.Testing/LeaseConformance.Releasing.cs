using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableFact]
    public async Task After_the_release_nothing_is_written()
    {
        var recording = new Recording();
        var lease = await HaveAsync(recording);
        _clock.Advance(TimeToLive);
        await lease.ReleaseAsync();
        Assert.Null(await InspectAsync());
        var passed = recording.Passed.Count;
        _clock.Advance(10 * TimeToLive);
        Assert.Equal(passed, recording.Passed.Count);
    }

    [SkippableFact]
    public async Task A_release_waits_for_the_renewal_that_is_under_way()
    {
        var holdUp = new HoldUp();
        var lease = await HaveAsync(holdUp);
        holdUp.IsOn = true;
        _clock.Advance(TimeToLive / 3);
        Assert.Equal(1, holdUp.Waiting);
        var release = lease.ReleaseAsync().AsTask();
        Assert.Equal(1, holdUp.Waiting);
        Assert.False(release.IsCompleted);
        holdUp.LetGo();
        await release;
        Assert.Null(await InspectAsync());
    }

    [SkippableFact]
    public async Task A_lease_that_is_lost_but_still_written_as_held_is_freed_by_its_disposal()
    {
        var outage = new Outage();
        var lease = await HaveAsync(outage);
        outage.IsOn = true;
        _clock.Advance(TimeToLive);
        outage.IsOn = false;
        Assert.NotNull(await InspectAsync());
        await lease.DisposeAsync();
        Assert.NotNull(await TryAsync());
    }

    [SkippableFact]
    public async Task A_holder_learns_from_its_next_renewal_that_its_lease_was_released_by_force()
    {
        var lease = await HaveAsync();
        var other = await ProcessAsync();
        Assert.True(await other.ForceReleaseAsync((await other.InspectAsync(Name))!));
        await using var taken = await HaveAsync(other);
        _clock.Advance(TimeToLive / 3);
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.True(taken.IsHeld);
        Assert.True(taken.Epoch > lease.Epoch);
    }

    [SkippableFact]
    public async Task A_forced_release_meets_exactly_the_holder_that_was_shown()
    {
        var first = await HaveAsync();
        var shown = (await InspectAsync())!;
        await first.ReleaseAsync();
        Assert.False(await (await ProcessAsync()).ForceReleaseAsync(shown));
        await using var second = await HaveAsync();
        Assert.False(await (await ProcessAsync()).ForceReleaseAsync(shown));
        _clock.Advance(TimeToLive);
        Assert.True(second.IsHeld);

        // Also where it has renewed since.
        shown = (await InspectAsync())!;
        _clock.Advance(TimeToLive);
        Assert.True(await (await ProcessAsync()).ForceReleaseAsync(shown));
        Assert.Null(await InspectAsync());
    }
}
