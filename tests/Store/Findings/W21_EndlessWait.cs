using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A lock that ignores its time to live hangs who waits for it, without a word.</summary>
public sealed class W21_EndlessWait : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_a_dead_holders_lock_is_waited_for_all_day()
    {
        await new NaiveLock(Objects, "dead", Clock).TryCreateAsync();
        var waiting = NaiveAcquireAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Guarded_a_wait_ends_at_its_bound_and_says_for_whom_how_long_and_what_to_do()
    {
        await using var held = await HaveAsync(Process());
        var waiting = Process().AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(2)).AsTask();
        Clock.Advance(TimeSpan.FromMinutes(2));
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => waiting);
        Assert.All(["process 1 on 'host-1'", "acquired 0.00:02:00 ago", "waited for 120 seconds", "Wait longer", "ForceReleaseAsync"], part => Assert.Contains(part, unavailable.Message, StringComparison.Ordinal));
    }

    private async Task NaiveAcquireAsync()
    {
        while (!await new NaiveLock(Objects, "waiting", Clock).TryCreateAsync())
            await Task.Delay(TimeSpan.FromMinutes(1), Clock).ConfigureAwait(false);
    }
}
