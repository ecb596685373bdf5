using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

public sealed class PointerLeaseTests : LeaseProtocolTests
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();
}

public sealed class ChainLeaseTests : LeaseProtocolTests
{
    private protected override IObjectStore Objects { get; } = new PutIfAbsentOnly(new MemoryObjectStore());
}

public sealed class FileLeaseTests : LeaseProtocolTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileObjectStore _store;

    public FileLeaseTests()
    {
        _store = FileObjectStore.Open(_folder.Path);
        Objects = Blocking.Over(_store);
    }

    private protected override IObjectStore Objects { get; }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}

/// <summary>The protocol, on each way of keeping a lease.</summary>
public abstract class LeaseProtocolTests : LeaseTest
{
    [Fact]
    public async Task A_wait_ends_at_its_bound_with_an_error_that_names_the_holder_its_age_and_the_remedies()
    {
        await using var held = await HaveAsync(Process());
        Clock.Advance(TimeSpan.FromMinutes(7));
        var waiting = Process().AcquireAsync(Name, Purpose, TimeSpan.FromSeconds(12)).AsTask();
        Clock.Advance(TimeSpan.FromSeconds(12));
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => waiting);
        Assert.Equal(held.Holder, unavailable.HeldBy!.Holder);
        Assert.Contains("'things/one' is held by process 1 on 'host-1' for 'testing', acquired 0.00:07:12 ago and renewed 0.00:00:02 ago", unavailable.Message, StringComparison.Ordinal);
        Assert.Contains("waited for 12 seconds", unavailable.Message, StringComparison.Ordinal);
        Assert.Contains("unchanged for 30 seconds is taken over", unavailable.Message, StringComparison.Ordinal);
        Assert.Contains("ForceReleaseAsync", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_holders_own_time_to_live_counts()
    {
        var death = new Death();
        await HaveAndDieAsync(Process(new GatedObjectStore(Objects, death), new LeaseOptions { TimeToLive = TimeSpan.FromMinutes(10) }), death);
        var trying = Process(options: new LeaseOptions { TimeToLive = TimeSpan.FromSeconds(1) });
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await trying.TryAcquireAsync(Name, Purpose));
    }

    [Fact]
    public async Task A_release_may_be_asked_for_again_and_at_once()
    {
        var lease = await HaveAsync(Process());
        await Task.WhenAll(lease.ReleaseAsync().AsTask(), lease.ReleaseAsync().AsTask(), lease.DisposeAsync().AsTask());
        await lease.DisposeAsync();
        Assert.False(lease.IsHeld);
        Assert.False(lease.Lost.IsCancellationRequested);
        Assert.Equal(TimeSpan.Zero, lease.Remaining);
    }

    [Fact]
    public async Task A_release_that_the_store_does_not_answer_ends_at_its_bound()
    {
        var death = new Death();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, death)));
        death.Strike();
        var (release, disposal) = (lease.ReleaseAsync().AsTask(), lease.DisposeAsync().AsTask());
        Clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.False(release.IsCompleted || disposal.IsCompleted);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Contains("within 5 seconds", (await Assert.ThrowsAsync<LeaseException>(() => release)).Message, StringComparison.Ordinal);
        await disposal;
    }

    [Fact]
    public async Task A_wait_for_a_release_can_be_cancelled_and_the_release_goes_on()
    {
        using var cancelled = new CancellationTokenSource();
        var holdUp = new HoldUp();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, holdUp)));
        holdUp.IsOn = true;
        var release = lease.ReleaseAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => release);
        holdUp.LetGo();
        await lease.ReleaseAsync();
        Assert.Null(await Process().InspectAsync(Name));
    }

    [Fact]
    public async Task A_disposal_hides_no_exception_of_what_was_done_under_the_lease()
    {
        var outage = new Outage();
        var leases = Process(new GatedObjectStore(Objects, outage));
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await using var lease = await HaveAsync(leases);
            outage.IsOn = true;
            throw new InvalidDataException();
        });
        Assert.Null(thrown.InnerException);
    }

    [Fact]
    public async Task A_holder_whose_store_refuses_its_swaps_loses_its_lease_and_its_release_says_so()
    {
        var refusing = new RefusingLater();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, refusing)));
        refusing.IsOn = true;
        Clock.Advance(TimeToLive);
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Contains("could not be released", (await Assert.ThrowsAsync<LeaseException>(async () => await lease.ReleaseAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_holds_a_lease_is_told_so_when_it_asks_for_it_again()
    {
        var process = Identity();
        var leases = new LeaseManager(Objects, options: null, Clock, process);
        var again = new LeaseManager(Objects, options: null, Clock, process);
        await using var lease = await HaveAsync(leases);
        Clock.Advance(TimeSpan.FromMinutes(3));
        var here = await Assert.ThrowsAsync<LeaseHeldHereException>(async () => await again.AcquireAsync(Name, Purpose, TimeSpan.FromHours(1)));
        Assert.Same(lease, here.Held);
        Assert.Contains("'things/one' is held by process 1 on 'host-1' for 'testing', acquired 0.00:03:00 ago", here.Message, StringComparison.Ordinal);
        Assert.Contains("this process", here.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LeaseHeldHereException>(async () => await leases.TryAcquireAsync(Name, Purpose));
        await lease.ReleaseAsync();
        await using var second = await HaveAsync(again);
    }

    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    public async Task A_time_of_day_that_is_set_by_a_year_changes_nothing(int days)
    {
        var death = new Death();
        await HaveAndDieAsync(Process(new GatedObjectStore(Objects, death)), death);
        var trying = Process();
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Clock.Offset = TimeSpan.FromDays(days);
        Clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Assert.NotEmpty((await trying.InspectAsync(Name))!.Describe(Clock.GetUtcNow()));
        Clock.Advance(TimeSpan.FromTicks(1));
        await using var lease = await HaveAsync(trying);
        Clock.Offset = -Clock.Offset;
        Clock.Advance(10 * TimeToLive);
        Assert.True(lease.IsHeld);
    }

    [Fact]
    public async Task A_listing_shows_who_holds_what()
    {
        await using var one = await HaveAsync(Process(), LeaseName.Parse("a/one"));
        await using var other = await HaveAsync(Process(), LeaseName.Parse("a/other"));
        await using (await HaveAsync(Process(), LeaseName.Parse("a/released")))
        {
        }
        await using var elsewhere = await HaveAsync(Process(), LeaseName.Parse("b/one"));
        var listed = new List<LeaseState>();
        await foreach (var state in Process().ListAsync("a/"))
            listed.Add(state);
        Assert.Equal([one.Holder, other.Holder], listed.Select(state => state.Holder));
        Assert.Equal(["a/one", "a/other"], listed.Select(state => state.Name.ToString()));
        Assert.All(listed, state => Assert.Equal((Purpose, TimeToLive, Clock.GetUtcNow()), (state.Purpose, state.TimeToLive, state.Acquired)));
    }

    [Fact]
    public async Task Bad_input_is_refused()
    {
        var leases = Process();
        Assert.All([TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromDays(2), Timeout.InfiniteTimeSpan], time => Assert.Throws<ArgumentOutOfRangeException>(() => new LeaseOptions { TimeToLive = time }));
        Assert.All([TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromHours(1)], time => Assert.Throws<ArgumentOutOfRangeException>(() => new LeaseOptions { ReleaseBound = time }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await leases.AcquireAsync(Name, Purpose, Timeout.InfiniteTimeSpan));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await leases.TryAcquireAsync(Name, new string('x', 257)));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await leases.TryAcquireAsync(Name, " "));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await leases.TryAcquireAsync(null!, Purpose));
        Assert.Null(await leases.InspectAsync(Name));
    }

    [Fact]
    public async Task The_longest_names_and_purposes_are_told_from_a_released_lease()
    {
        var process = new LeaseProcess(new string('\u00e4', 300), int.MaxValue, new Random(1));
        var leases = new LeaseManager(Objects, options: null, Clock, process);
        await using var lease = (await leases.TryAcquireAsync(Name, new string('"', 256)))!;
        var listed = 0;
        await foreach (var _ in Process().ListAsync())
            listed++;
        Assert.Equal(1, listed);
        Assert.Equal(new string('"', 256), (await Process().InspectAsync(Name))!.Purpose);
    }
}
