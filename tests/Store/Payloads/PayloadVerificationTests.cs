using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

public sealed class PayloadVerificationTests
{
    private readonly FakeObjects _objects = new();
    private readonly PayloadStore _payloads;

    public PayloadVerificationTests() => _payloads = new PayloadStore(_objects);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Whole_payloads_are_no_finding(int parallelism)
    {
        await StoreAsync(count: 300);
        _objects.Plant("attachments/one", [1]);
        _objects.Plant($"quarantine/{Sample.Hash}/{Sample.Hash}", [1]);
        Assert.True((await new PayloadVerification(_payloads) { Parallelism = parallelism }.RunAsync()).IsClean);
        var report = await new PayloadVerification(_payloads) { Parallelism = parallelism }.RunAsync();
        Assert.Equal((300, 1200), (report.Payloads, report.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Everything_that_is_wrong_is_found_in_its_order(int parallelism)
    {
        var hashes = await StoreAsync(count: 300);
        _objects.Plant(Sample.KeyOf(hashes[10]), [1, 2, 3]);
        _objects.Plant(Sample.KeyOf(hashes[20]), [1, 2, 3, 4]);
        _objects.Plant(Sample.KeyOf(hashes[30]), _objects[Sample.KeyOf(hashes[40])]!);
        _objects.Plant($"payloads/zz/{hashes[50]}", _objects[Sample.KeyOf(hashes[50])]!);
        _objects.Plant($"payloads/{hashes[51]}", _objects[Sample.KeyOf(hashes[51])]!);
        _objects.Plant("payloads/notes.txt", [1]);
        _objects.Foreign.Add(new ForeignEntry("payloads/AB", "it has no key's name"));
        _objects.Foreign.Add(new ForeignEntry("lost+found", "it has no key's name"));

        var told = new Collecting<PayloadFinding>();
        var report = await new PayloadVerification(_payloads) { Parallelism = parallelism, Findings = told }.RunAsync();

        Assert.Equal(told.Items, report.Findings);
        var names = report.Findings.Select(finding => finding.Name).ToList();
        Assert.Equal([.. names[..6].Order(StringComparer.Ordinal), "payloads/AB", "lost+found"], names);
        Assert.Equal(300, report.Payloads);
        AssertFound(PayloadFindingKind.Damaged, Sample.KeyOf(hashes[10]), hashes[10], "its 3 bytes hash to");
        AssertFound(PayloadFindingKind.Damaged, Sample.KeyOf(hashes[20]), hashes[20], $"hash to {PayloadHash.Compute([1, 2, 3, 4])}");
        AssertFound(PayloadFindingKind.Misplaced, Sample.KeyOf(hashes[30]), hashes[30], $"the bytes of payload {hashes[40]}");
        AssertFound(PayloadFindingKind.Misplaced, $"payloads/zz/{hashes[50]}", hashes[50], Sample.KeyOf(hashes[50]));
        AssertFound(PayloadFindingKind.Misplaced, $"payloads/{hashes[51]}", hashes[51], Sample.KeyOf(hashes[51]));
        AssertFound(PayloadFindingKind.Foreign, "payloads/notes.txt", null, "no payload's");
        AssertFound(PayloadFindingKind.Foreign, "payloads/AB", null, "no key's name");
        AssertFound(PayloadFindingKind.Foreign, "lost+found", null, "no key's name");
        Assert.Equal(8, report.Findings.Count);

        void AssertFound(PayloadFindingKind kind, string name, PayloadHash? hash, string reason)
        {
            var finding = Assert.Single(report.Findings, finding => finding.Name == name);
            Assert.Equal((kind, hash), (finding.Kind, finding.Hash));
            Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_finding_and_the_rest_is_verified()
    {
        var hashes = await StoreAsync(count: 20);
        var reads = 0;
        var payloads = new PayloadStore(new HookedObjects(_objects, call =>
        {
            if (call == "get" && Interlocked.Increment(ref reads) == 8)
                throw new UnauthorizedAccessException("no permission");
        }));
        var report = await new PayloadVerification(payloads) { Parallelism = 1 }.RunAsync();
        var finding = Assert.Single(report.Findings);
        Assert.Equal((PayloadFindingKind.Unreadable, hashes[7]), (finding.Kind, finding.Hash!.Value));
        Assert.Contains("no permission", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(19, report.Payloads);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("get done")]
    [InlineData("read")]
    public async Task What_is_deleted_while_it_is_verified_is_no_finding(string when)
    {
        _objects.Plant(Sample.Key, Sample.Changed);
        var payloads = new PayloadStore(new HookedObjects(_objects, call =>
        {
            if (call == when)
                _objects.DeleteAsync(ObjectKey.Parse(Sample.Key)).AsTask().GetAwaiter().GetResult();
        }));
        Assert.True((await new PayloadVerification(payloads).RunAsync()).IsClean);
    }

    [Fact]
    public async Task A_read_that_a_delete_broke_off_is_no_finding()
    {
        await _payloads.StoreAsync(Sample.Good);
        var payloads = new PayloadStore(new HookedObjects(_objects, call =>
        {
            if (call == "read" && _objects.DeleteAsync(ObjectKey.Parse(Sample.Key)).AsTask().GetAwaiter().GetResult() is DeleteResult.Deleted)
                throw new IOException("the connection was reset");
        }));
        Assert.True((await new PayloadVerification(payloads).RunAsync()).IsClean);
    }

    [Fact]
    public async Task What_is_healed_while_it_is_verified_is_no_finding()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        var isHealed = false;
        var payloads = new PayloadStore(new HookedObjects(_objects, call =>
        {
            if (call == "read done" && !isHealed)
            {
                isHealed = true;
                _objects.Plant(Sample.Key, Sample.Good);
            }
        }));
        var report = await new PayloadVerification(payloads).RunAsync();
        Assert.True(report.IsClean);
        Assert.Equal((1, Sample.Good.Length), (report.Payloads, report.Bytes));
    }

    [Fact]
    public async Task What_it_found_damaged_is_healed_by_the_next_store_at_every_depth()
    {
        _objects.Plant(Sample.Key, Sample.Changed);
        Assert.False((await new PayloadVerification(_payloads).RunAsync()).IsClean);
        await _payloads.StoreAsync(Sample.Good);
        Assert.True((await new PayloadVerification(_payloads).RunAsync()).IsClean);
        Assert.Equal(Sample.Changed, _objects[Sample.QuarantineOf(Sample.Changed)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_run_that_was_cancelled_is_taken_up_where_its_progress_says(int parallelism)
    {
        var hashes = await StoreAsync(count: 200);
        List<string> bad = [.. hashes.Where((_, i) => i is 3 or 99 or 100 or 101 or 199).Select(Sample.KeyOf), "payloads/00foreign"];
        bad.Sort(StringComparer.Ordinal);
        foreach (var key in bad)
            _objects.Plant(key, [1]);

        var findings = new List<string>();
        PayloadHash? reached = null;
        var payloads = 0L;
        for (var runs = 1; ; runs++)
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new CancellingProgress(cancellation, after: 30);
            var told = new Collecting<PayloadFinding>();
            var run = new PayloadVerification(_payloads) { Parallelism = parallelism, Progress = progress, Findings = told }.RunAsync(reached, cancellation.Token);
            var isCancelled = await Record.ExceptionAsync(() => run) is OperationCanceledException;
            findings.AddRange(told.Items.Select(finding => finding.Name));
            Assert.Equal(told.Items.Count, progress.Last.Findings);
            reached = progress.Last.CheckedUpTo;
            payloads += progress.Last.Payloads;
            if (!isCancelled)
            {
                Assert.True(runs > 1);
                break;
            }
        }
        Assert.Equal(200, payloads);
        Assert.Equal(bad, findings);
        Assert.Equal(hashes[^1], reached);
    }

    [Fact]
    public async Task What_lies_between_two_payloads_may_be_told_by_the_run_that_is_cut_off_there_and_the_next_and_never_by_none()
    {
        var hashes = await StoreAsync(count: 3);
        List<string> foreign = [.. hashes.Select(hash => $"{Sample.KeyOf(hash)}-")];
        foreach (var key in foreign)
            _objects.Plant(key, [1]);
        for (var after = 1; after <= 2 * hashes.Length; after++)
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new CancellingProgress(cancellation, after);
            var told = new Collecting<PayloadFinding>();
            await Record.ExceptionAsync(() => new PayloadVerification(_payloads) { Parallelism = 1, Progress = progress, Findings = told }.RunAsync(cancellationToken: cancellation.Token));
            var next = await new PayloadVerification(_payloads) { Parallelism = 1 }.RunAsync(progress.Last.CheckedUpTo);

            Assert.Equal(hashes.Length, progress.Last.Payloads + next.Payloads);
            var again = told.Items.Intersect(next.Findings).Select(finding => finding.Name);
            Assert.All(again, name => Assert.Equal($"{Sample.KeyOf(progress.Last.CheckedUpTo!.Value)}-", name));
            Assert.Equal(foreign, told.Items.Union(next.Findings).Select(finding => finding.Name));
        }
    }

    [Fact]
    public async Task Progress_rises_by_one_object_at_a_time()
    {
        var hashes = await StoreAsync(count: 100);
        var told = new Collecting<PayloadVerificationProgress>();
        await new PayloadVerification(_payloads) { Parallelism = 8, Progress = told }.RunAsync();
        Assert.Equal(hashes.Select((hash, i) => new PayloadVerificationProgress(i + 1, 4 * (i + 1), Findings: 0, hash)), told.Items);
    }

    [Fact]
    public async Task As_many_are_read_at_a_time_as_was_asked_for()
    {
        const int parallelism = 4;
        await StoreAsync(count: 50);
        using var all = new Barrier(parallelism);
        var reading = 0;
        var most = 0;
        var payloads = new PayloadStore(new HookedObjects(_objects, call =>
        {
            if (call == "get")
            {
                lock (all)
                    most = Math.Max(most, ++reading);
                if (all.CurrentPhaseNumber == 0)
                    Assert.True(all.SignalAndWait(TimeSpan.FromSeconds(30)), "Fewer are read at a time.");
            }
            if (call == "get done")
                lock (all)
                    reading--;
        }));
        Assert.True((await new PayloadVerification(payloads) { Parallelism = parallelism }.RunAsync()).IsClean);
        Assert.Equal(parallelism, most);
    }

    [Fact]
    public async Task A_store_that_vanishes_ends_the_run()
    {
        await StoreAsync(count: 20);
        var payloads = new PayloadStore(new HookedObjects(_objects, call => _ = call == "get" ? throw new StoreRootException("unmounted") : 0));
        await Assert.ThrowsAsync<StoreRootException>(async () => await new PayloadVerification(payloads).RunAsync());
    }

    [Fact]
    public async Task A_store_of_which_every_listing_fails_but_those_of_nothing_ends_the_run()
    {
        await StoreAsync(count: 20);
        var listings = 0;
        var payloads = new PayloadStore(new HookedObjects(_objects, call => _ = call == "list" && listings++ % 2 == 0 ? throw new IOException("unplugged") : 0));
        Assert.Equal("unplugged", (await Assert.ThrowsAsync<IOException>(async () => await new PayloadVerification(payloads).RunAsync())).Message);
    }

    [Fact]
    public async Task What_the_listener_throws_ends_the_run()
    {
        await StoreAsync(count: 20);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await new PayloadVerification(_payloads) { Progress = new Throwing() }.RunAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(PayloadVerification.MaxParallelism + 1)]
    public void Parallelism_is_bounded(int parallelism) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PayloadVerification(_payloads) { Parallelism = parallelism });

    [Fact]
    public void A_verification_needs_payloads() => Assert.Throws<ArgumentNullException>(() => new PayloadVerification(null!));

    // In the order of their hashes.
    private async Task<PayloadHash[]> StoreAsync(int count)
    {
        var hashes = new List<PayloadHash>();
        for (var i = 0; i < count; i++)
            hashes.Add((await _payloads.StoreAsync(BitConverter.GetBytes(i))).Hash);
        return [.. hashes.OrderBy(hash => hash.ToString(), StringComparer.Ordinal)];
    }

    private sealed class Throwing : IProgress<PayloadVerificationProgress>
    {
        public void Report(PayloadVerificationProgress value) => throw new InvalidDataException("the listener broke");
    }
}
