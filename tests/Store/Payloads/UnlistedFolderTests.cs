using System.Runtime.Versioning;
using Guarded.Store.Files;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Disk;
using Guarded.Store.Tests.Files;
using Guarded.Store.Tests.Objects;

namespace Guarded.Store.Tests.Payloads;

/// <summary>A verification of a store of files in which something may not be read, or can no longer be.</summary>
public sealed class UnlistedFolderTests : IDisposable
{
    private const int Many = 300;
    private const int EIO = 5;

    // In the order of their hashes.
    private static readonly PayloadHash[] Hashes =
        [.. Enumerable.Range(0, Many).Select(number => PayloadHash.Compute(BitConverter.GetBytes(number))).OrderBy(hash => hash.ToString(), StringComparer.Ordinal)];

    private static readonly PayloadHash Chosen = Hashes[Many / 2];
    private static readonly string Shard = ShardOf(Chosen);

    private readonly TemporaryFolder _folder = new();
    private readonly SimulatedProcess _process;
    private readonly PayloadStore _payloads;

    public UnlistedFolderTests()
    {
        var image = Enumerable.Range(0, Many).Select(BitConverter.GetBytes)
            .Aggregate(DiskImage.Empty, (image, bytes) => image.With(Sample.KeyOf(PayloadHash.Compute(bytes)), bytes))
            .With("attachments/one/two", [])
            .With("attachments/zzz/Not A Key", []);
        _process = new SimulatedDisk(image, hasUnnamedFiles: true).Start("verification");
        _payloads = new PayloadStore(new FileObjectStore(_process.OpenRoot(), options: null));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("open", "", SystemError.EACCES)]
    [InlineData("open", "", EIO)]
    [InlineData("list", "", EIO)]
    [InlineData("look at", "file", SystemError.EACCES)] // the folder may be listed, and not be entered
    public async Task A_shard_that_cannot_be_listed_is_one_finding_and_the_rest_is_verified(string action, string on, int error)
    {
        var path = $"/disk/{(on == "file" ? Sample.KeyOf(Chosen) : Shard[..^1])}";
        _process.Broken = (tried, at) => tried == action && at == path ? error : null;
        var report = await VerifyAsync();
        Assert.Equal([(PayloadFindingKind.Unlisted, Shard), (PayloadFindingKind.Foreign, "attachments/zzz/Not A Key")], report.Findings.Select(finding => (finding.Kind, finding.Name)));
        var finding = report.Findings[0];
        Assert.Contains($"Could not {action} '{path}'", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("Let this user read it, or check the disk, and run this again", finding.Reason, StringComparison.Ordinal);
        Assert.Null(finding.Hash);
        Assert.Equal(Hashes.Count(hash => ShardOf(hash) != Shard), report.Payloads);
    }

    [Fact]
    public async Task Where_no_shard_can_be_listed_each_is_a_finding()
    {
        _process.Broken = (tried, at) => tried == "open" && at.StartsWith("/disk/payloads/", StringComparison.Ordinal) ? SystemError.EACCES : null;
        var report = await VerifyAsync();
        Assert.Equal(Hashes.Select(ShardOf).Distinct(), report.Findings.Where(finding => finding.Kind == PayloadFindingKind.Unlisted).Select(finding => finding.Name));
        Assert.Equal(0, report.Payloads);
    }

    [Fact]
    public async Task A_run_that_goes_on_behind_it_reports_it_again()
    {
        _process.Broken = (tried, at) => tried == "open" && at == $"/disk/{Shard[..^1]}" ? SystemError.EACCES : null;
        var after = Hashes.Last(hash => ShardOf(hash) == Shard);
        var report = await VerifyAsync(after);
        Assert.Equal(Shard, Assert.Single(report.Findings, finding => finding.Kind == PayloadFindingKind.Unlisted).Name);
        Assert.Equal(Hashes.Length - 1 - Array.IndexOf(Hashes, after), report.Payloads);
    }

    [Theory]
    [InlineData("/disk/attachments", "attachments/")]
    [InlineData("/disk/attachments/one", "attachments/one/")]
    public async Task A_folder_beside_the_payloads_that_cannot_be_listed_is_reported_too(string path, string name)
    {
        _process.Broken = (tried, at) => tried == "open" && at == path ? SystemError.EACCES : null;
        var report = await VerifyAsync();
        Assert.Equal((PayloadFindingKind.Unlisted, name), (report.Findings[0].Kind, report.Findings[0].Name));
        Assert.Contains(path, report.Findings[0].Reason, StringComparison.Ordinal);
        Assert.Equal(path == "/disk/attachments" ? [] : ["attachments/zzz/Not A Key"], report.Findings.Skip(1).Select(finding => finding.Name));
        Assert.Equal(Many, report.Payloads);
    }

    [Theory]
    [InlineData("list", "/disk")]
    [InlineData("open", "/disk/payloads")]
    [InlineData("list", "/disk/payloads")]
    [InlineData("look at", "/disk/payloads/")] // it may be listed, and not be entered
    public async Task What_cannot_be_listed_at_all_ends_the_run(string action, string path)
    {
        _process.Broken = (tried, at) => at == path && tried == action || path.EndsWith('/') && at.StartsWith(path, StringComparison.Ordinal) && tried is "open" or "look at" ? SystemError.EACCES : null;
        var refused = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => VerifyAsync());
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_fails_for_good_is_never_passed_by_whatever_the_run_had_come_to()
    {
        await VerifyAsync(); // folders stay open
        var (began, ended, told) = (_process.Operations, 0, 0);
        await VerifyAsync();
        var all = _process.Operations - began;
        for (var at = 0; at < all; at += at < all - 20 ? 61 : 1)
        {
            began = _process.Operations;
            _process.Broken = (_, _) => _process.Operations - began >= at ? EIO : null;
            PayloadVerificationReport? report = null;
            var failure = await Record.ExceptionAsync(async () => report = await VerifyAsync());
            _process.Broken = null;
            Assert.True(failure is IOException || report!.Findings.Any(finding => finding.Kind == PayloadFindingKind.Unlisted), $"From operation {at} of {all} on everything failed, and the run did not: {failure}");
            (ended, told) = report is null ? (ended + 1, told) : (ended, told + 1);
        }
        Assert.True(ended > 5 && told > 0, $"{ended} runs ended, and {told} told of it.");
    }

    [Fact]
    public async Task A_failure_that_passes_costs_no_finding_among_the_payloads()
    {
        await VerifyAsync();
        var failures = 0;
        for (var at = 0; at < 40; at++)
        {
            _process.Fail(new Fault(at, EIO));
            PayloadVerificationReport? report = null;
            var failure = await Record.ExceptionAsync(async () => report = await VerifyAsync());
            Assert.True(failure is null or IOException, $"{failure}");
            if (report is not null)
                Assert.Equal(Many, report.Payloads + report.Findings.Count(finding => finding.Kind == PayloadFindingKind.Unreadable));
            failures += failure is null ? 0 : 1;
        }
        Assert.True(failures < 5, $"{failures} passing failures ended the run.");
    }

    [Theory]
    [InlineData("open")]
    [InlineData("look at")] // after it was listed
    public async Task A_payload_that_may_not_be_read_is_a_finding(string alsoFails)
    {
        var path = $"/disk/{Sample.KeyOf(Chosen)}";
        var isOpened = false;
        _process.Broken = (tried, at) => at == path && ((isOpened |= tried == "open") && (tried == "open" || tried == alsoFails)) ? SystemError.EACCES : null;
        var finding = (await VerifyAsync()).Findings[0];
        Assert.Equal((PayloadFindingKind.Unreadable, Chosen), (finding.Kind, finding.Hash!.Value));
        Assert.Contains($"Could not open '{path}'", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_payload_is_damaged_also_where_nobody_can_say_whether_its_bytes_are_another_payload()
    {
        var bytes = Enumerable.Range(0, Many).Select(BitConverter.GetBytes).Single(bytes => PayloadHash.Compute(bytes) == Chosen);
        var damaged = PayloadHash.Compute("what it was"u8);
        var process = new SimulatedDisk(DiskImage.Empty.With(Sample.KeyOf(Chosen), bytes).With(Sample.KeyOf(damaged), bytes), hasUnnamedFiles: true).Start("verification");
        process.Broken = (tried, at) => tried == "open" && at == $"/disk/{Shard[..^1]}" ? SystemError.EACCES : null;
        var report = await new PayloadVerification(new PayloadStore(new FileObjectStore(process.OpenRoot(), options: null))).RunAsync();
        Assert.Equal(PayloadFindingKind.Damaged, Assert.Single(report.Findings, finding => finding.Hash == damaged).Kind);
        Assert.Equal(Shard, Assert.Single(report.Findings, finding => finding.Kind == PayloadFindingKind.Unlisted).Name);
    }

    [SkippableTheory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Path)]
    [UnsupportedOSPlatform("windows")]
    public void Files_are_listed_until_a_folder_that_this_user_may_not_read_and_what_is_foreign_behind_it_too(FolderKind kind)
    {
        foreach (var name in (string[])["a/Foreign", "b/Hidden", "c/Foreign"])
        {
            new DirectoryInfo(_folder[name]).Parent!.Create();
            File.WriteAllText(_folder[name], "");
        }
        File.WriteAllText(_folder["a/object"], "");
        new DirectoryInfo(_folder.Path).UnixFileMode = (UnixFileMode)0b111_101_101;
        new DirectoryInfo(_folder["b"]).UnixFileMode = UnixFileMode.None;
        AnotherUser.Run(() =>
        {
            // Called on this thread: the store's own are another user's.
            using var root = kind.Open(_folder.Path);
            Assert.Throws<UnauthorizedAccessException>(() => StoredFiles.Under(root, "", after: null).ToList());
            var foreign = ForeignFiles.Under(root, "", own: []).ToList();
            Assert.Equal([("a/Foreign", false), ("b/", true), ("c/Foreign", false)], foreign.Select(entry => (entry.Name, entry.IsUnlisted)));
            Assert.Contains(_folder["b"], foreign[1].Reason, StringComparison.Ordinal);
        });
    }

    private Task<PayloadVerificationReport> VerifyAsync(PayloadHash? after = null) =>
        new PayloadVerification(_payloads) { Parallelism = 1 }.RunAsync(after);

    private static string ShardOf(PayloadHash hash) => $"payloads/{hash.ToString()[..2]}/";
}
