using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Testing;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Attachments;

public sealed class AttachmentVerificationTests
{
    private const string Place = "attachments/payloads/";

    private static readonly AttachmentDescription Text = new("text/plain");
    private static readonly TimeSpan MinimumAge = TimeSpan.FromHours(1);

    // Before and after every generation that is drawn.
    private static readonly string First = new('0', 32);
    private static readonly string Last = new('f', 32);

    private readonly FakeObjects _objects = new();
    private readonly ManualClock _clock = new();
    private readonly AttachmentStore _store;

    public AttachmentVerificationTests() => _store = new AttachmentStore(_objects, time: _clock);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Whole_contents_are_no_finding_and_nothing_else_is_read(int parallelism)
    {
        await AddAsync(count: 300);
        _objects.Plant(Sample.Key, Sample.Torn); // a payload of its own
        _objects.Plant("attachments/sidecars/00/stranger", [1]);
        _objects.Plant("attachments/holders/00/stranger", [1]);
        var report = await new AttachmentVerification(_store) { Parallelism = parallelism }.RunAsync();
        Assert.True(report.IsClean);
        Assert.Equal((300, 1200), (report.Payloads, report.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Everything_that_is_wrong_is_found_in_its_order(int parallelism)
    {
        var added = await AddAsync(count: 300);
        _objects.Plant(KeyOf(added[10]), [1, 2, 3]);
        _objects.Plant(KeyOf(added[20]), [1, 2, 3, 4]);
        _objects.Plant(KeyOf(added[30]), _objects[KeyOf(added[40])]!);
        _objects.Plant($"{Place}zz/{NameOf(added[50])}", _objects[KeyOf(added[50])]!);
        _objects.Plant($"{Place}{NameOf(added[51])}", _objects[KeyOf(added[51])]!);
        _objects.Plant($"{Place}{added[52].Payload}", _objects[KeyOf(added[52])]!); // of no generation
        _objects.Plant($"{Place}notes.txt", [1]);
        _objects.Foreign.Add(new ForeignEntry($"{Place}AB", "it has no key's name"));
        _objects.Foreign.Add(new ForeignEntry("attachments", "it is a symbolic link"));

        var told = new Collecting<PayloadFinding>();
        var report = await new AttachmentVerification(_store) { Parallelism = parallelism, Findings = told }.RunAsync();

        Assert.Equal(told.Items, report.Findings);
        var names = report.Findings.Select(finding => finding.Name).ToList();
        Assert.Equal([.. names[..7].Order(StringComparer.Ordinal), $"{Place}AB", "attachments"], names);
        Assert.Equal(300, report.Payloads);
        RequireFinding(PayloadFindingKind.Damaged, KeyOf(added[10]), added[10], "its 3 bytes hash to");
        RequireFinding(PayloadFindingKind.Damaged, KeyOf(added[20]), added[20], $"hash to {PayloadHash.Compute([1, 2, 3, 4])}");
        RequireFinding(PayloadFindingKind.Misplaced, KeyOf(added[30]), added[30], $"the bytes of payload {added[40].Payload}");
        RequireFinding(PayloadFindingKind.Misplaced, $"{Place}zz/{NameOf(added[50])}", added[50], KeyOf(added[50]));
        RequireFinding(PayloadFindingKind.Misplaced, $"{Place}{NameOf(added[51])}", added[51], KeyOf(added[51]));
        RequireFinding(PayloadFindingKind.Foreign, $"{Place}{added[52].Payload}", null, "no payload's");
        RequireFinding(PayloadFindingKind.Foreign, $"{Place}notes.txt", null, "no payload's");
        RequireFinding(PayloadFindingKind.Foreign, $"{Place}AB", null, "no key's name");
        RequireFinding(PayloadFindingKind.Foreign, "attachments", null, "symbolic link");

        void RequireFinding(PayloadFindingKind kind, string name, Attachment? of, string reason)
        {
            var finding = Assert.Single(report.Findings, finding => finding.Name == name);
            Assert.Equal((kind, of?.Payload), (finding.Kind, finding.Hash));
            Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_it_found_damaged_names_the_attachments_that_suffer_and_is_healed_when_the_bytes_are_attached_again()
    {
        Attachment[] suffering = [await AddAsync(Sample.Good), await AddAsync(Sample.Good)];
        _objects.Plant(KeyOf(suffering[0]), Sample.Changed); // as long as what it was
        var finding = Assert.Single((await new AttachmentVerification(_store).RunAsync()).Findings);
        Assert.Equal(suffering, await _store.ListAsync(finding.Hash!.Value).ToListAsync());

        await AddAsync(Sample.Good);
        Assert.True((await new AttachmentVerification(_store).RunAsync()).IsClean);
        await _store.VerifyAsync(suffering[0].Id);
        Assert.Equal(Sample.Changed, _objects[Sample.QuarantineOf(Sample.Changed)]);
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_finding_and_the_rest_is_verified()
    {
        var added = await AddAsync(count: 20);
        var reads = 0;
        var store = new AttachmentStore(new HookedObjects(_objects, call =>
        {
            if (call == "get" && Interlocked.Increment(ref reads) == 8)
                throw new UnauthorizedAccessException("no permission");
        }));
        var report = await new AttachmentVerification(store) { Parallelism = 1 }.RunAsync();
        var finding = Assert.Single(report.Findings);
        Assert.Equal((PayloadFindingKind.Unreadable, added[7].Payload), (finding.Kind, finding.Hash!.Value));
        Assert.Equal(19, report.Payloads);
    }

    [Fact]
    public async Task A_generation_that_has_ended_and_waits_for_a_recovery_is_no_finding_unless_its_bytes_are_wrong()
    {
        var living = await AddAsync(Sample.Good);
        var ended = KeyOf(living, First);
        _objects.Plant(ended, Sample.Good);
        Assert.True((await new AttachmentVerification(_store).RunAsync()).IsClean);

        _objects.Plant(ended, Sample.Torn);
        var finding = Assert.Single((await new AttachmentVerification(_store).RunAsync()).Findings);
        Assert.Equal((PayloadFindingKind.Damaged, ended), (finding.Kind, finding.Name));
        Assert.Equal(1, (await RecoverAsync()).Freed);
        Assert.True((await new AttachmentVerification(_store).RunAsync()).IsClean);
    }

    [Fact]
    public async Task Bytes_are_misplaced_where_they_are_stored_in_any_generation()
    {
        var (one, other) = (await AddAsync(Sample.Good), await AddAsync(Sample.Torn));
        await _objects.DeleteAsync(ObjectKey.Parse(KeyOf(other)));
        _objects.Plant(KeyOf(one), Sample.Torn);
        _objects.Plant(ShardedName(other)[..^1], Sample.Torn); // in none
        Assert.Contains(PayloadFindingKind.Damaged, (await new AttachmentVerification(_store).RunAsync()).Findings.Select(finding => finding.Kind));
        _objects.Plant(KeyOf(other, Last), Sample.Torn);
        Assert.Contains(PayloadFindingKind.Misplaced, (await new AttachmentVerification(_store).RunAsync()).Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public async Task Content_that_is_missing_is_a_recoverys_to_report()
    {
        var added = await AddAsync(Sample.Good);
        await _objects.DeleteAsync(ObjectKey.Parse(KeyOf(added)));
        Assert.True((await new AttachmentVerification(_store).RunAsync()).IsClean);
        Assert.Equal([(AttachmentFaultKind.PayloadMissing, added.Id)], (await RecoverAsync()).Faults.Select(fault => (fault.Kind, fault.Attachment!.Value)));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("get done")]
    [InlineData("read")]
    public async Task What_is_deleted_while_it_is_verified_is_no_finding(string when)
    {
        var added = await AddAsync(Sample.Good);
        _objects.Plant(KeyOf(added), Sample.Changed);
        var store = new AttachmentStore(new HookedObjects(_objects, call =>
        {
            if (call == when)
                _store.DeleteAsync(added.Id).AsTask().GetAwaiter().GetResult();
        }));
        Assert.True((await new AttachmentVerification(store).RunAsync()).IsClean);
        Assert.DoesNotContain(_objects.Keys, key => key.StartsWith(Place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_writers_deleters_and_recoveries_do_meanwhile_is_no_finding()
    {
        const int count = 30;
        var added = (await AddAsync(count)).ToList();
        var calls = 0;
        var store = new AttachmentStore(new HookedObjects(_objects, _ => ChangeAsync(calls++).GetAwaiter().GetResult()));
        var report = await new AttachmentVerification(store) { Parallelism = 1 }.RunAsync();
        Assert.Empty(report.Findings);
        Assert.True(calls > count && report.Payloads > 0);

        // Each content goes, and comes back in another generation; one of those that went is left to a recovery.
        async Task ChangeAsync(int call)
        {
            var number = call % count;
            _objects.Plant(KeyOf(added[number], First), _objects[KeyOf(added[number])]!);
            await _store.DeleteAsync(added[number].Id);
            if (call % 5 == 0)
                await RecoverAsync();
            added[number] = await AddAsync(ContentOf(added[number]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_run_that_was_cancelled_is_taken_up_where_its_progress_says(int parallelism)
    {
        const int count = 200;
        var added = await AddAsync(count);
        var generations = added.SelectMany(attachment => (string[])[KeyOf(attachment, First), KeyOf(attachment, Last)]).ToList();
        foreach (var key in generations.Append($"{Place}00foreign"))
            _objects.Plant(key, [1]);

        var found = new List<string>();
        var read = 0L;
        var runs = 1;
        for (PayloadHash? reached = null; ; runs++)
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new CancellingProgress(cancellation, after: 25);
            var told = new Collecting<PayloadFinding>();
            var run = new AttachmentVerification(_store) { Parallelism = parallelism, Progress = progress, Findings = told }.RunAsync(reached, cancellation.Token);
            var isCancelled = await Record.ExceptionAsync(() => run) is OperationCanceledException;
            found.AddRange(told.Items.Select(finding => finding.Name));
            read += progress.Last.Payloads;
            reached = progress.Last.CheckedUpTo;
            if (!isCancelled)
                break;
        }
        Assert.True(runs > 1);
        Assert.Equal([.. generations.Append($"{Place}00foreign").Order(StringComparer.Ordinal)], found.Distinct());
        // Only the generations of the hash that a run had come to are read again.
        Assert.InRange(read, 3 * count, 3 * count + 3 * (runs - 1));
    }

    [Fact]
    public async Task A_run_that_is_cut_off_between_two_generations_of_a_content_leaves_none_out()
    {
        var added = await AddAsync(Sample.Good);
        string[] keys = [KeyOf(added, First), KeyOf(added), KeyOf(added, Last)];
        foreach (var key in keys)
            _objects.Plant(key, Sample.Torn);
        for (var after = 1; after <= keys.Length; after++)
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new CancellingProgress(cancellation, after);
            await Record.ExceptionAsync(() => new AttachmentVerification(_store) { Parallelism = 1, Progress = progress }.RunAsync(cancellationToken: cancellation.Token));
            Assert.Equal((after, added.Payload), (progress.Last.Findings, progress.Last.CheckedUpTo!.Value));
            var next = await new AttachmentVerification(_store).RunAsync(progress.Last.CheckedUpTo);
            Assert.Equal(keys, next.Findings.Select(finding => finding.Name));
        }
    }

    [Fact]
    public async Task Progress_rises_by_one_object_at_a_time()
    {
        var added = await AddAsync(count: 100);
        var told = new Collecting<PayloadVerificationProgress>();
        await new AttachmentVerification(_store) { Parallelism = 8, Progress = told }.RunAsync();
        Assert.Equal(added.Select((attachment, i) => new PayloadVerificationProgress(i + 1, 4 * (i + 1), Findings: 0, attachment.Payload)), told.Items);
    }

    [Theory]
    [InlineData("attachments")]
    [InlineData("attachments/payloads")]
    public async Task An_object_where_the_contents_belong_is_foreign(string name)
    {
        using var folder = new TemporaryFolder();
        using var objects = FileObjectStore.Open(folder.Path);
        await objects.PutAsync(ObjectKey.Parse(name), Sample.Good, PutCondition.IfAbsent);
        var finding = Assert.Single((await new AttachmentVerification(new AttachmentStore(objects)).RunAsync()).Findings);
        Assert.Equal((PayloadFindingKind.Foreign, name), (finding.Kind, finding.Name));
    }

    [Fact]
    public void A_verification_needs_attachments() => Assert.Throws<ArgumentNullException>(() => new AttachmentVerification(null!));

    // In the order of their hashes.
    private async Task<Attachment[]> AddAsync(int count)
    {
        var added = new List<Attachment>();
        for (var i = 0; i < count; i++)
            added.Add(await AddAsync(BitConverter.GetBytes(i)));
        return [.. added.OrderBy(attachment => attachment.Payload.ToString(), StringComparer.Ordinal)];
    }

    private async Task<Attachment> AddAsync(byte[] content) => await _store.AddAsync(content, Text);

    private async Task<AttachmentRecovery> RecoverAsync()
    {
        _clock.Advance(MinimumAge);
        return await _store.RecoverAsync(MinimumAge);
    }

    private byte[] ContentOf(Attachment attachment) => _objects.History.Last(change => change.Bytes is not null && change.Key.StartsWith(ShardedName(attachment), StringComparison.Ordinal)).Bytes!;

    private string KeyOf(Attachment attachment) =>
        _objects.Keys.Single(key => key.StartsWith(ShardedName(attachment), StringComparison.Ordinal) && !key.EndsWith(First, StringComparison.Ordinal) && !key.EndsWith(Last, StringComparison.Ordinal));

    private string NameOf(Attachment attachment) => KeyOf(attachment)[(Place.Length + 3)..];

    private static string KeyOf(Attachment attachment, string generation) => $"{ShardedName(attachment)}{generation}";

    private static string ShardedName(Attachment attachment) => $"{Place}{attachment.Payload.ToString()[..2]}/{attachment.Payload}-";
}
