using Guarded.Store.Leases;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableFact]
    public async Task A_holder_that_lives_keeps_its_lease_whoever_waits()
    {
        await using var held = await HaveAsync();
        var waiting = (await ProcessAsync()).AcquireAsync(Name, Purpose, TimeSpan.FromHours(2)).AsTask();
        _clock.Advance(20 * TimeToLive);
        Assert.True(held.IsHeld);
        Assert.False(waiting.IsCompleted);
    }

    [SkippableFact]
    public async Task Acquire_and_release_are_two_conditional_writes_and_a_renewal_is_one()
    {
        var recording = new Recording();
        await using var lease = await HaveAsync(recording);
        Assert.Equal(1, Commits());
        _clock.Advance(TimeToLive);
        Assert.Equal(4, Commits());
        await lease.ReleaseAsync();
        Assert.Equal(5, Commits());

        int Commits() => recording.Passed.Count(operation => operation.Kind == "commit");
    }

    [SkippableFact]
    public async Task A_holder_whose_store_does_not_answer_counts_it_as_lost_before_others_may_have_it()
    {
        var death = new Death();
        var lease = await HaveAsync(death);
        var other = await ProcessAsync();
        Assert.Null(await other.TryAcquireAsync(Name, Purpose));
        death.Strike();
        _clock.Advance(TimeToLive * 5 / 6 - TimeSpan.FromTicks(1));
        Assert.True(lease.IsHeld);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(lease.IsHeld);
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Null(await other.TryAcquireAsync(Name, Purpose));
    }

    [SkippableFact]
    public async Task A_holder_whose_store_fails_for_a_while_keeps_its_lease()
    {
        var outage = new Outage();
        await using var lease = await HaveAsync(outage);
        outage.IsOn = true;
        _clock.Advance(TimeToLive * 2 / 3);
        outage.IsOn = false;
        _clock.Advance(2 * TimeToLive);
        Assert.True(lease.IsHeld);
        Assert.False(lease.Lost.IsCancellationRequested);
        Assert.Null(await TryAsync());
    }

    [SkippableFact]
    public async Task A_lease_that_was_lost_is_never_renewed_and_its_end_touches_no_other_holder()
    {
        var outage = new Outage();
        var lease = await HaveAsync(outage);
        outage.IsOn = true;
        _clock.Advance(TimeToLive);
        outage.IsOn = false;
        var before = await ReadAsync(await PlaceAsync());
        _clock.Advance(TimeToLive);
        Assert.Equal(before, await ReadAsync(await PlaceAsync()));
        Assert.False(lease.IsHeld);

        var other = await ProcessAsync();
        Assert.Null(await other.TryAcquireAsync(Name, Purpose));
        _clock.Advance(TimeToLive);
        await using var taken = await HaveAsync(other);
        await Assert.ThrowsAsync<LeaseLostException>(async () => await lease.ReleaseAsync());
        await lease.DisposeAsync();
        _clock.Advance(TimeToLive);
        Assert.True(taken.IsHeld);
    }
}
