using Guarded.Store.Hashing;
using Guarded.Store.Payloads;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class PayloadStoreConformance
{
    [SkippableFact]
    public async Task A_verification_of_whole_payloads_finds_nothing()
    {
        await StoreManyAsync();
        var report = await VerifyAllAsync();
        Assert.Empty(report.Findings);
        Assert.Equal((Many, Many * sizeof(int)), (report.Payloads, report.Bytes));
    }

    [SkippableFact]
    public async Task A_verification_finds_all_that_is_wrong_in_its_order()
    {
        var hashes = await StoreManyAsync();
        await DamageAsync(hashes[1], [1, 2, 3]);
        await DamageAsync(hashes[2], [1, 2, 3, 4]);
        await DamageAsync(hashes[3], await ReadAllBytesAsync(hashes[4]));
        await StoreAsync(Key($"payloads/{hashes[5]}"), "not in its place");
        await StoreAsync(Key("payloads/notes.txt"), "not a payload");
        await StoreAsync(Key("quarantine/kept"), "not looked at");

        var report = await VerifyAllAsync();
        Assert.Equal(
            new List<(PayloadFindingKind, string, PayloadHash?)>
            {
                (PayloadFindingKind.Damaged, $"{KeyOf(hashes[1])}", hashes[1]),
                (PayloadFindingKind.Damaged, $"{KeyOf(hashes[2])}", hashes[2]),
                (PayloadFindingKind.Misplaced, $"{KeyOf(hashes[3])}", hashes[3]),
                (PayloadFindingKind.Misplaced, $"payloads/{hashes[5]}", hashes[5]),
                (PayloadFindingKind.Foreign, "payloads/notes.txt", null),
            }.OrderBy(finding => finding.Item2, StringComparer.Ordinal),
            report.Findings.Select(finding => (finding.Kind, finding.Name, finding.Hash)));
        Assert.Equal(Many, report.Payloads);
    }

    [SkippableFact]
    public async Task A_verification_is_taken_up_where_an_earlier_one_had_come_to()
    {
        var hashes = await StoreManyAsync();
        await DamageAsync(hashes[1], [1]);
        await DamageAsync(hashes[^1], [1]);
        var report = await VerifyAllAsync(after: hashes[1]);
        Assert.Equal(Many - 2, report.Payloads);
        Assert.Equal(hashes[^1], Assert.Single(report.Findings).Hash);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_verification_reports_a_folder_that_cannot_be_listed_and_goes_on(bool readsAhead)
    {
        const string failure = "no permission";
        var hashes = await StoreManyAsync();
        await DamageAsync(hashes[0], [1]);
        await DamageAsync(hashes[^1], [1]);
        var shard = $"{KeyOf(hashes[Many / 2])}"[..^(2 * PayloadHash.SizeInBytes)];
        // Before the folder and behind it, as near as names can be.
        string[] beside = [shard[..^2], $"{shard[..^1]}-", $"{shard[..^1]}.b/c", $"{shard[..^1]}0", $"{shard[..^1]}zz"];
        foreach (var key in beside)
            await StoreAsync(Key(key), "not a payload");

        var objects = new UnlistableFolder(await ReopenAsync(), shard, new UnauthorizedAccessException(failure), readsAhead);
        var report = await new PayloadVerification(new PayloadStore(objects)) { Parallelism = 4 }.RunAsync();
        Assert.Equal(
            beside.Select(name => (PayloadFindingKind.Foreign, name))
                .Concat([(PayloadFindingKind.Unlisted, shard), (PayloadFindingKind.Damaged, $"{KeyOf(hashes[0])}"), (PayloadFindingKind.Damaged, $"{KeyOf(hashes[^1])}")])
                .OrderBy(finding => finding.Item2, StringComparer.Ordinal),
            report.Findings.Select(finding => (finding.Kind, finding.Name)));
        Assert.Contains(failure, Assert.Single(report.Findings, finding => finding.Kind == PayloadFindingKind.Unlisted).Reason, StringComparison.Ordinal);
        Assert.Equal(hashes.Count(hash => !$"{KeyOf(hash)}".StartsWith(shard, StringComparison.Ordinal)), report.Payloads);
    }

    private async Task<PayloadVerificationReport> VerifyAllAsync(PayloadHash? after = null) =>
        await new PayloadVerification(await OpenPayloadsAsync()) { Parallelism = 4 }.RunAsync(after);
}
