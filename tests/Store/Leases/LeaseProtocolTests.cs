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
    public async Task One_process_has_a_lease_at_a_time()
    {
        var (one, other) = (Process(), Process());
        await using (await HaveAsync(one))
            Assert.Null(await other.TryAcquireAsync(Name, Purpose));
        await using var second = await HaveAsync(other);
        Assert.Null(await one.TryAcquireAsync(Name, Purpose));
        await using var another = await HaveAsync(one, LeaseName.Parse("things/other"));
        Assert.True(second.IsHeld && another.IsHeld);
    }

    [Fact]
    public async Task Who_waits_has_it_when_it_is_released()
    {
        var held = await HaveAsync(Process());
        var waiting = Process().AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(10)).AsTask();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(waiting.IsCompleted);
        await held.ReleaseAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await waiting).IsHeld);
    }

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
    public async Task A_wait_of_zero_asks_once()
    {
        await using var held = await HaveAsync(Process());
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await Process().AcquireAsync(Name, Purpose, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await using var held = await HaveAsync(Process());
        var waiting = Process().AcquireAsync(Name, Purpose, TimeSpan.FromHours(1), cancelled.Token).AsTask();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(held.IsHeld);
    }

    [Fact]
    public async Task A_holder_that_lives_keeps_its_lease_whoever_waits()
    {
        await using var held = await HaveAsync(Process());
        var waiting = Process().AcquireAsync(Name, Purpose, TimeSpan.FromHours(2)).AsTask();
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(held.IsHeld);
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task A_dead_holders_lease_is_taken_over_when_it_was_watched_unchanged_for_its_time_to_live()
    {
        var death = new Death();
        var first = await HaveAndDieAsync(Process(new GatedObjectStore(Objects, death)), death);
        Clock.Advance(TimeSpan.FromDays(1)); // nobody watches
        var waiting = Process().AcquireAsync(Name, Purpose, TimeSpan.FromHours(1)).AsTask();
        Clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await waiting).Epoch > first);
    }

    [Fact]
    public async Task Who_only_tries_takes_over_what_it_has_watched_before()
    {
        var death = new Death();
        await HaveAndDieAsync(Process(new GatedObjectStore(Objects, death)), death);
        var trying = Process();
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.Null(await trying.TryAcquireAsync(Name, Purpose));
        Assert.Null(await Process().TryAcquireAsync(Name, Purpose));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(await trying.TryAcquireAsync(Name, Purpose));
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
    public async Task Of_many_who_take_over_the_same_lease_one_has_it()
    {
        var death = new Death();
        await HaveAndDieAsync(Process(new GatedObjectStore(Objects, death)), death);
        var waiting = Enumerable.Range(0, 8).Select(_ => Process().AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(2)).AsTask()).ToList();
        Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, waiting.Count(task => task.IsCompletedSuccessfully));
        Assert.Equal(7, waiting.Count(task => task.Exception?.InnerException is LeaseUnavailableException));
    }

    [Fact]
    public async Task A_holder_whose_store_does_not_answer_counts_it_as_lost_before_others_may_have_it()
    {
        var death = new Death();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, death)));
        death.Strike();
        Clock.Advance(TimeToLive * 5 / 6 - TimeSpan.FromTicks(1));
        Assert.True(lease.IsHeld);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(lease.IsHeld);
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Throws<LeaseLostException>(() => lease.ThrowIfLost());
    }

    [Fact]
    public async Task A_holder_whose_store_fails_for_a_while_keeps_its_lease()
    {
        var outage = new Outage();
        await using var lease = await HaveAsync(Process(new GatedObjectStore(Objects, outage)));
        outage.IsOn = true;
        Clock.Advance(TimeSpan.FromSeconds(20));
        outage.IsOn = false;
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(lease.IsHeld);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_lease_that_was_lost_is_never_renewed_and_its_disposal_touches_no_other_holder()
    {
        var outage = new Outage();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, outage)));
        outage.IsOn = true;
        Clock.Advance(TimeToLive);
        outage.IsOn = false;
        var before = await ContentAsync(await PlaceAsync());
        Clock.Advance(TimeToLive);
        Assert.Equal(before, await ContentAsync(await PlaceAsync()));
        Assert.False(lease.IsHeld);

        var other = Process();
        Assert.Null(await other.TryAcquireAsync(Name, Purpose));
        Clock.Advance(TimeToLive);
        await using var taken = await HaveAsync(other);
        await Assert.ThrowsAsync<LeaseLostException>(async () => await lease.ReleaseAsync());
        await lease.DisposeAsync();
        Clock.Advance(TimeToLive);
        Assert.True(taken.IsHeld);
    }

    [Fact]
    public async Task A_lease_that_is_lost_but_still_written_as_held_is_freed_by_its_disposal()
    {
        var outage = new Outage();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, outage)));
        outage.IsOn = true;
        Clock.Advance(TimeToLive);
        outage.IsOn = false;
        await lease.DisposeAsync();
        Assert.NotNull(await Process().TryAcquireAsync(Name, Purpose));
    }

    [Fact]
    public async Task A_holder_learns_from_its_next_renewal_that_its_lease_was_released_by_force()
    {
        var lease = await HaveAsync(Process());
        var other = Process();
        Assert.True(await other.ForceReleaseAsync((await other.InspectAsync(Name))!));
        await using var taken = await HaveAsync(other);
        Clock.Advance(TimeToLive / 3);
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.True(taken.IsHeld);
        Assert.True(taken.Epoch > lease.Epoch);
    }

    [Fact]
    public async Task A_forced_release_also_meets_the_holder_that_has_renewed_since()
    {
        await using var lease = await HaveAsync(Process());
        var shown = (await Process().InspectAsync(Name))!;
        Clock.Advance(TimeToLive);
        Assert.True(await Process().ForceReleaseAsync(shown));
        Assert.Null(await Process().InspectAsync(Name));
    }

    [Fact]
    public async Task A_forced_release_leaves_another_holder_than_the_shown_one_alone()
    {
        var first = await HaveAsync(Process());
        var shown = (await Process().InspectAsync(Name))!;
        await first.ReleaseAsync();
        Assert.False(await Process().ForceReleaseAsync(shown));
        await using var second = await HaveAsync(Process());
        Assert.False(await Process().ForceReleaseAsync(shown));
        Clock.Advance(TimeToLive);
        Assert.True(second.IsHeld);
    }

    [Fact]
    public async Task Epochs_rise_through_releases_takeovers_and_forced_releases()
    {
        var epochs = new List<EpochToken>();
        for (var round = 0; round < 5; round++)
        {
            await using (var released = await HaveAsync(Process()))
                epochs.Add(released.Epoch);
            var death = new Death();
            epochs.Add(await HaveAndDieAsync(Process(new GatedObjectStore(Objects, death)), death));
            var next = Process();
            Assert.Null(await next.TryAcquireAsync(Name, Purpose));
            Clock.Advance(TimeToLive);
            var forced = await HaveAsync(next);
            epochs.Add(forced.Epoch);
            Assert.True(await next.ForceReleaseAsync((await next.InspectAsync(Name))!));
        }
        Assert.Equal(epochs.Order().Distinct(), epochs);
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
    public async Task After_the_release_nothing_is_written()
    {
        var recording = new Recording();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, recording)));
        await lease.ReleaseAsync();
        var passed = recording.Passed.Count;
        Clock.Advance(10 * TimeToLive);
        Assert.Equal(passed, recording.Passed.Count);
    }

    [Fact]
    public async Task A_release_waits_for_the_renewal_that_is_under_way()
    {
        var holdUp = new HoldUp();
        var lease = await HaveAsync(Process(new GatedObjectStore(Objects, holdUp)));
        holdUp.IsOn = true;
        Clock.Advance(TimeToLive / 3);
        Assert.Equal(1, holdUp.Waiting);
        var release = lease.ReleaseAsync().AsTask();
        Assert.Equal(1, holdUp.Waiting);
        Assert.False(release.IsCompleted);
        holdUp.LetGo();
        await release;
        Assert.Null(await Process().InspectAsync(Name));
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_fails_at_any_operation_leaves_no_lease_that_nobody_can_have(bool afterItsEffect)
    {
        for (var at = 1; ; at++)
        {
            var failing = new Failing(at, afterItsEffect);
            var name = LeaseName.Parse($"failing/{at}");
            EpochToken? epoch = null;
            try
            {
                await using var lease = await Process(new GatedObjectStore(Objects, failing)).AcquireAsync(name, Purpose, TimeSpan.Zero);
                epoch = lease.Epoch;
                Clock.Advance(TimeToLive);
                Assert.True(lease.IsHeld);
            }
            catch (IOException) when (epoch is null)
            {
            }
            var next = Process().AcquireAsync(name, Purpose, 2 * TimeToLive).AsTask();
            Clock.Advance(2 * TimeToLive);
            await using var had = await next;
            Assert.True(epoch is null || had.Epoch > epoch);
            if (failing.Failed is null)
                return;
        }
    }

    [Theory]
    [InlineData("the connection breaks")]
    [InlineData("the client gives up")]
    public async Task A_lease_is_had_renewed_and_released_though_no_write_is_answered(string how)
    {
        var lossy = new LostAnswers(() => how == "the client gives up" ? new TaskCanceledException() : new IOException(how));
        await using var lease = await HaveAsync(Process(new GatedObjectStore(Objects, lossy)));
        Clock.Advance(10 * TimeToLive);
        Assert.True(lease.IsHeld);
        await lease.ReleaseAsync();
        Assert.Null(await Process().InspectAsync(Name));
        Assert.True(lossy.Lost > 20);
    }

    [Fact]
    public async Task A_store_that_refuses_every_swap_is_an_error_and_no_endless_loop()
    {
        var refusing = new GatedObjectStore(Objects, new Refusing());
        await Assert.ThrowsAsync<IOException>(async () => await Process(refusing).TryAcquireAsync(Name, Purpose));
        await using var lease = await HaveAsync(Process());
        await Assert.ThrowsAsync<IOException>(async () => await Process(refusing).ForceReleaseAsync((await Process().InspectAsync(Name))!));
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
    public async Task Acquire_and_release_are_two_conditional_writes_and_a_renewal_is_one()
    {
        var recording = new Recording();
        await using var lease = await HaveAsync(Process(new GatedObjectStore(Objects, recording)));
        Assert.Equal(1, recording.Passed.Count(operation => operation.Kind == "commit"));
        Clock.Advance(TimeToLive);
        Assert.Equal(4, recording.Passed.Count(operation => operation.Kind == "commit"));
        await lease.ReleaseAsync();
        Assert.Equal(5, recording.Passed.Count(operation => operation.Kind == "commit"));
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
