using Guarded.Store.Leases;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    private const int Contenders = 8;

    [SkippableFact]
    public async Task One_process_has_a_lease_at_a_time()
    {
        var (one, other) = (await ProcessAsync(), await ProcessAsync());
        await using (await HaveAsync(one))
            Assert.Null(await other.TryAcquireAsync(Name, Purpose));
        await using var second = await HaveAsync(other);
        Assert.Null(await one.TryAcquireAsync(Name, Purpose));
        await using var another = await HaveAsync(one, LeaseName.Parse("things/other"));
        Assert.True(second.IsHeld && another.IsHeld);
    }

    [SkippableFact]
    public async Task Who_waits_has_it_when_it_is_released()
    {
        var held = await HaveAsync();
        var waiting = (await ProcessAsync()).AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(10)).AsTask();
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(waiting.IsCompleted);
        await held.ReleaseAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(waiting.IsCompleted);
        Assert.True((await waiting).IsHeld);
    }

    [SkippableFact]
    public async Task A_wait_ends_at_its_bound_and_names_the_holder()
    {
        await using var held = await HaveAsync();
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await (await ProcessAsync()).AcquireAsync(Name, Purpose, TimeSpan.Zero));
        var waiting = (await ProcessAsync()).AcquireAsync(Name, Purpose, TimeSpan.FromSeconds(12)).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(12));
        Assert.True(waiting.IsCompleted);
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => waiting);
        Assert.Equal((held.Holder, Purpose), (unavailable.HeldBy?.Holder, unavailable.HeldBy?.Purpose));
    }

    [SkippableFact]
    public async Task A_wait_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await using var held = await HaveAsync();
        var waiting = (await ProcessAsync()).AcquireAsync(Name, Purpose, TimeSpan.FromHours(1), cancelled.Token).AsTask();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(waiting.IsCompleted);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(held.IsHeld);
    }

    [SkippableFact]
    public async Task A_listing_shows_who_holds_what()
    {
        await using var one = await HaveAsync(name: LeaseName.Parse("a/one"));
        await using var other = await HaveAsync(name: LeaseName.Parse("a/other"));
        await using (await HaveAsync(name: LeaseName.Parse("a/released")))
        {
        }
        await using var elsewhere = await HaveAsync(name: LeaseName.Parse("b/one"));
        var listed = new List<LeaseState>();
        await foreach (var state in (await ProcessAsync()).ListAsync("a/"))
            listed.Add(state);
        Assert.Equal([("a/one", one.Holder), ("a/other", other.Holder)], listed.Select(state => ($"{state.Name}", state.Holder!)));
    }

    [SkippableFact]
    public async Task Of_many_who_try_at_once_one_has_the_lease()
    {
        for (var round = 0; round < 10; round++)
        {
            var name = LeaseName.Parse($"round-{round}");
            var contenders = await ContendersAsync();
            var tried = await TogetherAsync(Contenders, async number => await contenders[number].TryAcquireAsync(name, Purpose));
            await using var had = Assert.Single(tried, lease => lease is not null);
        }
    }

    [SkippableFact]
    public async Task A_counter_that_is_guarded_by_a_lease_loses_no_increment()
    {
        const int times = 8;
        var contenders = await ContendersAsync();
        var counts = await TogetherAsync(Contenders, async number =>
        {
            var counter = new FencedPointer(await ReopenOfferedAsync(), Key("counter"));
            var counted = new List<(EpochToken Epoch, int Count)>();
            for (var time = 0; time < times; time++)
            {
                await using var lease = await contenders[number].AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(5));
                var count = 1 + (await counter.TakeAsync(lease.Epoch) is { Length: 4 } there ? BitConverter.ToInt32(there.Span) : 0);
                await counter.CommitAsync(lease.Epoch, BitConverter.GetBytes(count));
                counted.Add((lease.Epoch, count));
            }
            return counted;
        });
        var inOrder = counts.SelectMany(counted => counted).OrderBy(counted => counted.Epoch).ToList();
        Assert.Equal(Enumerable.Range(1, Contenders * times), inOrder.Select(counted => counted.Count));
        Assert.Equal(inOrder.Count, inOrder.DistinctBy(counted => counted.Epoch).Count());
    }

    // On many threads, which need the real clock.
    private async Task<List<LeaseManager>> ContendersAsync()
    {
        var contenders = new List<LeaseManager>();
        while (contenders.Count < Contenders)
            contenders.Add(new LeaseManager(await ReopenOfferedAsync(), options: null, time: null, Identity()));
        return contenders;
    }
}
