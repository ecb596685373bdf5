using Guarded.Store.Leases;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableFact]
    public async Task A_dead_holders_lease_is_taken_over_when_it_was_watched_unchanged_for_its_time_to_live()
    {
        var first = await HaveAndDieAsync();
        _clock.Advance(TimeSpan.FromDays(1)); // nobody watches
        var waiting = (await ProcessAsync()).AcquireAsync(Name, Purpose, TimeSpan.FromHours(1)).AsTask();
        _clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(waiting.IsCompleted);
        Assert.True((await waiting).Epoch > first);
    }

    [SkippableFact]
    public async Task Who_only_tries_takes_over_what_it_has_watched_before()
    {
        await HaveAndDieAsync();
        var trying = await ProcessAsync();
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        _clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Assert.Null(await TryAsync());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(await trying.TryAcquireAsync(Name, Purpose));
    }

    [SkippableFact]
    public async Task Of_many_who_take_over_the_same_lease_one_has_it()
    {
        await HaveAndDieAsync();
        var waiting = new List<Task<Lease>>();
        while (waiting.Count < Contenders)
            waiting.Add((await ProcessAsync()).AcquireAsync(Name, Purpose, Wait).AsTask());
        _clock.Advance(Wait + TimeSpan.FromSeconds(1));
        Assert.Equal(1, waiting.Count(task => task.IsCompletedSuccessfully));
        Assert.Equal(Contenders - 1, waiting.Count(task => task.Exception?.InnerException is LeaseUnavailableException));
    }

    [SkippableFact]
    public async Task Epochs_rise_through_releases_takeovers_and_forced_releases()
    {
        var epochs = new List<EpochToken>();
        for (var round = 0; round < 3; round++)
        {
            await using (var released = await HaveAsync())
                epochs.Add(released.Epoch);
            epochs.Add(await HaveAndDieAsync());
            var next = await ProcessAsync();
            Assert.Null(await next.TryAcquireAsync(Name, Purpose));
            _clock.Advance(TimeToLive);
            epochs.Add((await HaveAsync(next)).Epoch);
            Assert.True(await next.ForceReleaseAsync((await InspectAsync())!));
        }
        Assert.Equal(epochs.Order().Distinct(), epochs);
    }
}
