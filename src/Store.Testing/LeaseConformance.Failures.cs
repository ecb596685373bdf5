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
