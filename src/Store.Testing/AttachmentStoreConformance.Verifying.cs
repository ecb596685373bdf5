using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    private const int Contents = 40;

    // A generation that was drawn by no writer, and comes after all of theirs.
    private const string Another = "-ffffffffffffffffffffffffffffffff";

    [SkippableFact]
    public async Task A_verification_finds_all_contents_that_are_wrong_and_is_taken_up_where_an_earlier_one_had_come_to()
    {
        var contents = await AddManyAsync();
        var (damaged, swapped, doubled) = (contents[1], contents[2], contents[5]);
        await OverwriteAsync(damaged.Key, "damaged");
        await OverwriteAsync(swapped.Key, (await ReadTextAsync(contents[3].Key))!);
        await StoreAsync(Key(BeginningOf(doubled.Hash) + Another), "damaged too");
        await StoreAsync(Key($"{Payloads}{doubled.Hash}{Another}"), "not in its place");
        await StoreAsync(Key($"{Payloads}notes.txt"), "no content");

        var report = await VerifyAllAsync();
        Assert.Equal(
            new List<(PayloadFindingKind, string, PayloadHash?)>
            {
                (PayloadFindingKind.Damaged, $"{damaged.Key}", damaged.Hash),
                (PayloadFindingKind.Misplaced, $"{swapped.Key}", swapped.Hash),
                (PayloadFindingKind.Damaged, BeginningOf(doubled.Hash) + Another, doubled.Hash),
                (PayloadFindingKind.Misplaced, $"{Payloads}{doubled.Hash}{Another}", doubled.Hash),
                (PayloadFindingKind.Foreign, $"{Payloads}notes.txt", null),
            }.OrderBy(finding => finding.Item2, StringComparer.Ordinal),
            report.Findings.Select(finding => (finding.Kind, finding.Name, finding.Hash)));
        Assert.Equal(Contents + 1, report.Payloads);

        // Of the hash that was come to, another generation may not have been looked at.
        var rest = await VerifyAllAsync(after: doubled.Hash);
        Assert.Equal(Contents + 1 - 5, rest.Payloads);
        Assert.Contains(BeginningOf(doubled.Hash) + Another, rest.Findings.Select(finding => finding.Name));
        Assert.DoesNotContain($"{damaged.Key}", rest.Findings.Select(finding => finding.Name));
    }

    [SkippableFact]
    public async Task A_verification_reports_a_folder_of_contents_that_cannot_be_listed_and_goes_on()
    {
        var contents = await AddManyAsync();
        var shard = ShardOf(contents[Contents / 2].Hash);
        var objects = new UnlistableFolder(await ReopenAsync(), shard, new UnauthorizedAccessException("no permission"), readsAhead: false);
        var report = await new AttachmentVerification(new AttachmentStore(objects)) { Parallelism = 4 }.RunAsync();
        var finding = Assert.Single(report.Findings);
        Assert.Equal((PayloadFindingKind.Unlisted, shard), (finding.Kind, finding.Name));
        Assert.Equal(contents.Count(content => ShardOf(content.Hash) != shard), report.Payloads);
    }

    // In the order of their hashes.
    private async Task<List<(PayloadHash Hash, ObjectKey Key)>> AddManyAsync()
    {
        var store = await OpenAttachmentsAsync();
        var contents = new List<(PayloadHash Hash, ObjectKey Key)>();
        for (var number = 0; number < Contents; number++)
        {
            var added = await store.AddAsync(Bytes($"content {number}"), Text);
            contents.Add((added.Payload, Assert.Single(await KeysAsync(BeginningOf(added.Payload)))));
        }
        return [.. contents.OrderBy(content => $"{content.Hash}", StringComparer.Ordinal)];
    }

    private async Task<PayloadVerificationReport> VerifyAllAsync(PayloadHash? after = null) =>
        await new AttachmentVerification(await OpenAttachmentsAsync()) { Parallelism = 4 }.RunAsync(after);

    private static string ShardOf(PayloadHash hash) => $"{Payloads}{$"{hash}"[..2]}/";

    private static string BeginningOf(PayloadHash hash) => $"{ShardOf(hash)}{hash}";
}
