using Guarded.Store.Leases;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_at_any_operation_leaves_no_lease_that_nobody_can_have(bool afterItsEffect)
    {
        for (var at = 1; ; at += Stride)
        {
            var failing = new Failing(at, afterItsEffect);
            var name = LeaseName.Parse($"failing/{at}");
            EpochToken? epoch = null;
            try
            {
                await using var lease = await (await ProcessAsync(failing)).AcquireAsync(name, Purpose, TimeSpan.Zero);
                epoch = lease.Epoch;
                _clock.Advance(TimeToLive);
                Assert.True(lease.IsHeld);
            }
            catch (IOException) when (epoch is null)
            {
            }
            var next = (await ProcessAsync()).AcquireAsync(name, Purpose, 2 * TimeToLive).AsTask();
            _clock.Advance(2 * TimeToLive);
            Assert.True(next.IsCompleted);
            await using var had = await next;
            Assert.True(epoch is null || had.Epoch > epoch);
            if (failing.Failed is null)
                return;
        }
    }

    [SkippableTheory]
    [InlineData("the connection breaks")]
    [InlineData("the client gives up")]
    public async Task A_lease_is_had_renewed_and_released_though_no_write_is_answered(string how)
    {
        var lossy = new LostAnswers(() => how == "the client gives up" ? new TaskCanceledException() : new IOException(how));
        await using var lease = await HaveAsync(lossy);
        _clock.Advance(4 * TimeToLive);
        Assert.True(lease.IsHeld);
        Assert.Null(await TryAsync());
        await lease.ReleaseAsync();
        Assert.Null(await InspectAsync());
        Assert.True(lossy.Lost > 12);
    }

    [SkippableTheory]
    [InlineData("a lease")]
    [InlineData("an item")]
    [InlineData("the structure")]
    public async Task A_wait_ends_though_the_store_does_not_answer(string what)
    {
        for (var at = 1; ; at += Stride)
        {
            var silent = new Suspending(at);
            var leases = await ProcessAsync(silent);
            var acquiring = AcquireAsync(leases, what, at, TimeToLive / 2);
            if (acquiring.IsCompleted)
            {
                silent.GoOn();
                await (await acquiring).ReleaseAsync();
                return;
            }
            _clock.Advance(TimeToLive / 2 + new LeaseOptions().ReleaseBound);
            Assert.True(acquiring.IsCompleted);
            var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => acquiring);
            Assert.Contains("did not answer", unavailable.Message, StringComparison.Ordinal);

            // What it got and could not give back ends by itself.
            var next = AcquireAsync(await ProcessAsync(), what, at, Wait);
            _clock.Advance(Wait);
            Assert.True(next.IsCompleted);
            await using var had = await next;
            silent.GoOn();
            _clock.Advance(TimeToLive);
            Assert.True(had.IsHeld);
        }
    }

    private static Task<Lease> AcquireAsync(LeaseManager leases, string what, int number, TimeSpan wait) => what switch
    {
        "a lease" => leases.AcquireAsync(LeaseName.Parse($"silent/{number}"), Purpose, wait).AsTask(),
        "an item" => new LeasedTree(leases, $"tree-{number}").AcquireItemAsync("one", Purpose, wait).AsTask(),
        _ => new LeasedTree(leases, $"tree-{number}").AcquireStructureAsync(Purpose, wait).AsTask(),
    };

    [SkippableFact]
    public async Task A_lease_that_the_store_gives_when_nobody_waits_any_more_is_given_back()
    {
        var late = new HoldUp(afterItsEffect: true) { IsOn = true };
        var trying = (await ProcessAsync(late)).TryAcquireAsync(Name, Purpose).AsTask();
        _clock.Advance(TimeToLive / 3);
        Assert.True(trying.IsCompleted);
        await Assert.ThrowsAsync<LeaseUnavailableException>(() => trying);
        Assert.NotNull(await InspectAsync());
        late.LetGo();
        Assert.Null(await InspectAsync());
    }

    [SkippableFact]
    public async Task An_item_is_not_had_that_was_lost_while_the_structure_was_looked_at_again()
    {
        var outage = new Outage();
        var looks = 0;
        var slow = new Passing(operation =>
        {
            if (operation.Kind != "get" || !operation.Key.Contains("structure", StringComparison.Ordinal) || ++looks != 2)
                return;
            outage.IsOn = true;
            _clock.Advance(TimeToLive);
            outage.IsOn = false;
        });
        await using (await (await TreeAsync()).AcquireStructureAsync(Purpose, Wait))
        {
        }
        var acquiring = new LeasedTree(new LeaseManager(new GatedObjectStore(await ObjectsAsync(outage), slow), options: null, _clock, Identity()), "tree").AcquireItemAsync("one", Purpose, Wait).AsTask();
        _clock.Advance(Wait);
        await using var item = await acquiring;
        Assert.True(looks > 2);
        Assert.True(item.IsHeld);
    }

    [SkippableFact]
    public async Task A_store_that_refuses_every_swap_is_an_error_and_no_endless_loop()
    {
        await Assert.ThrowsAsync<IOException>(async () => await (await ProcessAsync(new Refusing())).TryAcquireAsync(Name, Purpose));
        await using var lease = await HaveAsync();
        var shown = (await InspectAsync())!;
        await Assert.ThrowsAsync<IOException>(async () => await (await ProcessAsync(new Refusing())).ForceReleaseAsync(shown));
        Assert.NotNull(await InspectAsync());
    }
}
