using Guarded.Store.Leases;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableFact]
    public async Task A_sweep_leaves_nothing_of_released_items_and_their_epochs_go_on_rising()
    {
        var pointer = await PointerAsync();
        EpochToken last = default;
        for (var round = 0; round < 3; round++)
        {
            for (var time = 0; time < 3; time++)
                last = await RiseAsync(last);
            await using (var item = await (await TreeAsync()).AcquireItemAsync("one", Purpose, Wait))
                await pointer.TakeAsync(item.Epoch);
            await using (await (await TreeAsync()).AcquireItemAsync("other/deeper", Purpose, Wait))
            {
            }
            Assert.True(await (await TreeAsync()).SweepAsync(Wait) >= 2);
            Assert.Empty(await ListAsync("leases/tree/items/"));
            Assert.Equal(0, await (await TreeAsync()).SweepAsync(Wait));
            await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.TakeAsync(last));
        }
        await RiseAsync(last);
    }

    [SkippableFact]
    public async Task A_sweep_waits_for_items_that_are_held_and_removes_nothing_before()
    {
        await using (await (await TreeAsync()).AcquireItemAsync("released", Purpose, Wait))
        {
        }
        var held = await (await TreeAsync()).AcquireItemAsync("held", Purpose, Wait);
        var before = await ListKeysAsync("leases/tree/items/");
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await (await TreeAsync()).SweepAsync(TimeSpan.Zero));
        Assert.Equal(before, await ListKeysAsync("leases/tree/items/"));

        var sweeping = (await TreeAsync()).SweepAsync(Wait).AsTask();
        _clock.Advance(TimeToLive);
        Assert.False(sweeping.IsCompleted);
        Assert.True(held.IsHeld);
        await held.ReleaseAsync();
        _clock.Advance(TimeToLive);
        Assert.True(sweeping.IsCompleted);
        Assert.True(await sweeping >= 2);
        Assert.Empty(await ListAsync("leases/tree/items/"));
    }

    [SkippableFact]
    public async Task Where_a_sweeper_is_stopped_anywhere_no_item_is_lost_and_no_epoch_falls()
    {
        for (var at = 1; ; at += Stride)
        {
            var scope = $"tree-{at}";
            var last = await RiseAsync(await RiseAsync(default, scope), scope);
            var suspending = new Suspending(at);
            var sweeping = (await TreeAsync(suspending, scope)).SweepAsync(Wait).AsTask();

            // Meanwhile its structure is taken over where it had it, others sweep, and others come.
            last = await RiseAsync(last, scope);
            await SweepAsync(scope);
            last = await RiseAsync(last, scope);
            await using var holder = await HaveItemAsync(scope);
            Assert.True(holder.Epoch > last);

            suspending.GoOn();
            _clock.Advance(TimeToLive);
            await RequireHeldAsync(holder, scope);
            await holder.ReleaseAsync();
            _clock.Advance(Wait);
            Assert.True(sweeping.IsCompleted);
            await ((Task)sweeping).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(sweeping.IsCompletedSuccessfully || sweeping.Exception!.InnerException is LeaseException, $"{sweeping.Exception}");
            await RiseAsync(holder.Epoch, scope);
            if (!suspending.WasReached)
                return;
        }
    }

    [SkippableFact]
    public async Task Where_a_writer_is_stopped_anywhere_a_sweep_leaves_it_no_item_that_another_has_and_no_epoch_of_the_past()
    {
        for (var at = 1; ; at += Stride)
        {
            var scope = $"tree-{at}";
            var last = await RiseAsync(await RiseAsync(default, scope), scope);
            var suspending = new Suspending(at);
            var writing = (await TreeAsync(suspending, scope)).AcquireItemAsync("one", Purpose, 4 * Wait).AsTask();

            if (writing.IsCompleted)
            {
                suspending.GoOn();
                await (await writing).ReleaseAsync();
                return;
            }
            await SweepAsync(scope);
            last = await RiseAsync(last, scope);
            var holder = await HaveItemAsync(scope);
            Assert.True(holder.Epoch > last);

            suspending.GoOn();
            _clock.Advance(TimeToLive);
            await RequireHeldAsync(holder, scope);
            await holder.ReleaseAsync();
            _clock.Advance(Wait);
            Assert.True(writing.IsCompleted);
            await using var had = await writing;
            Assert.True(had.Epoch > holder.Epoch);
            await RequireHeldAsync(had, scope);
            await had.DisposeAsync();
            await RiseAsync(had.Epoch, scope);
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sweep_that_fails_at_any_operation_is_finished_by_the_next(bool afterItsEffect)
    {
        for (var at = 1; ; at += Stride)
        {
            var scope = $"tree-{at}";
            var last = await RiseAsync(await RiseAsync(default, scope), scope);
            var failing = new Failing(at, afterItsEffect);
            try
            {
                await (await TreeAsync(failing, scope)).SweepAsync(TimeSpan.Zero);
            }
            catch (Exception failure) when (failure is IOException or LeaseException)
            {
            }
            await SweepAsync(scope);
            Assert.Empty(await ListAsync($"leases/{scope}/items/"));
            await RiseAsync(last, scope);
            if (failing.Failed is null)
                return;
        }
    }

    [SkippableFact]
    public async Task In_any_order_of_writers_sweepers_and_late_deletes_an_item_has_one_holder_and_epochs_that_rise()
    {
        foreach (var seed in Interleaving.SeedsToTry(Seeds))
        {
            try
            {
                await RunInOrderAsync(seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"GUARDED_SEED={seed}: {exception.Message}", exception);
            }
        }
    }

    private async Task RunInOrderAsync(int seed)
    {
        const int times = 4, lateDeletes = 60;
        var scope = $"tree-{seed}";
        var turns = new TakingTurns(seed);
        var late = new LateDeletes(turns);
        var objects = new GatedObjectStore(await ReopenOfferedAsync(), late);
        var (last, isHeld) = (default(EpochToken), false);
        await turns.RunAsync(WriteAsync, WriteAsync, WriteAsync, SweepAsync, SweepAsync, DeleteLateAsync);
        for (var left = 0; left < lateDeletes; left++)
            await late.DoOneAsync();
        await RiseAsync(last, scope);

        async Task WriteAsync()
        {
            var (tree, pointer) = (Tree(), new FencedPointer(objects, Key($"heads/{seed}")));
            for (var time = 0; time < times; time++)
            {
                if (await OrNoneAsync(tree.AcquireItemAsync("one", Purpose, TimeSpan.Zero)) is not { } item)
                    continue;
                Assert.False(isHeld, $"The item of epoch {item.Epoch} is had while that of {last} is held.");
                Assert.True(item.Epoch > last, $"Epoch {item.Epoch} came after {last}.");
                (last, isHeld) = (item.Epoch, true);
                await pointer.TakeAsync(item.Epoch);
                isHeld = false;
                await item.DisposeAsync();
            }
        }

        async Task SweepAsync()
        {
            for (var time = 0; time < times; time++)
            {
                try
                {
                    await Tree().SweepAsync(TimeSpan.Zero);
                }
                catch (LeaseException)
                {
                    // The writers had it, or who came next was so fast that a chain does not tell whose the release was.
                }
            }
        }

        async Task DeleteLateAsync()
        {
            for (var time = 0; time < lateDeletes; time++)
                await turns.PassAsync(new("late", ""), async () =>
                {
                    await late.DoOneAsync();
                    return time;
                });
        }

        LeasedTree Tree() => new(new LeaseManager(objects, options: null, _clock, Identity()), scope);
    }

    /// <summary>Has the item once more and gives it back: with an epoch above an earlier one's.</summary>
    private async Task<EpochToken> RiseAsync(EpochToken earlier, string scope = "tree")
    {
        await using var item = await HaveItemAsync(scope);
        Assert.True(item.Epoch > earlier, $"Epoch {item.Epoch} came after {earlier}.");
        return item.Epoch;
    }

    private async Task<Lease> HaveItemAsync(string scope)
    {
        var item = (await TreeAsync(scope: scope)).AcquireItemAsync("one", Purpose, Wait).AsTask();
        _clock.Advance(2 * TimeToLive);
        Assert.True(item.IsCompleted, "An item cannot be had, though nobody holds it.");
        return await item;
    }

    private async Task SweepAsync(string scope)
    {
        var sweeping = (await TreeAsync(scope: scope)).SweepAsync(Wait).AsTask();
        _clock.Advance(2 * TimeToLive);
        Assert.True(sweeping.IsCompleted, "A tree cannot be swept, though nobody has anything of it.");
        await sweeping;
    }

    private async Task RequireHeldAsync(Lease lease, string scope)
    {
        Assert.True(lease.IsHeld, $"The item of epoch {lease.Epoch} was lost.");
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await (await TreeAsync(scope: scope)).AcquireItemAsync("one", Purpose, TimeSpan.Zero));
    }
}
