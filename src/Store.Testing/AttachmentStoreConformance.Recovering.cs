using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task What_is_younger_than_the_minimum_age_is_left_alone()
    {
        await LeaveHalfDoneAsync();
        var before = await KeysAsync();
        _clock.Advance(MinimumAge - TimeSpan.FromSeconds(1));
        var young = await (await OpenAttachmentsAsync()).RecoverAsync(MinimumAge);
        // A payload that everybody has left is free at any age.
        Assert.Equal((0, 1, 0), (young.Abandoned, young.Freed, young.Faults.Count));
        Assert.Equal(before.Count - 1, (await KeysAsync()).Count);

        _clock.Advance(TimeSpan.FromSeconds(1));
        var old = await (await OpenAttachmentsAsync()).RecoverAsync(MinimumAge);
        Assert.Equal((3, 2, 0), (old.Abandoned, old.Freed, old.Faults.Count));
        Assert.Empty(await KeysAsync(Payloads));
    }

    [SkippableFact]
    public async Task A_recovery_removes_nothing_that_an_attachment_still_names()
    {
        var store = await OpenAttachmentsAsync();
        var added = await store.AddAsync(Bytes("bytes"), Text);
        var holders = Assert.Single(await KeysAsync(Holders));
        await OverwriteAsync(holders, """{"version":1,"generation":"00000000000000000000000000000001","holders":[]}""");
        Assert.Equal([(AttachmentFaultKind.NotHeld, added.Id)], (await RecoverAsync()).Faults.Select(found => (found.Kind, found.Attachment!.Value)));
        Assert.Equal("bytes", await ReadTextAsync(store, added.Id));

        await (await ReopenAsync()).DeleteAsync(holders);
        Assert.Equal([AttachmentFaultKind.NotHeld, AttachmentFaultKind.HoldersMissing], (await RecoverAsync()).Faults.Select(found => found.Kind));
        Assert.Equal("bytes", await ReadTextAsync(store, added.Id));
    }

    [SkippableFact]
    public async Task A_recovery_reports_foreign_names_and_touches_none()
    {
        foreach (var key in new[] { Payloads + "aa/stranger", Holders + "stranger", Sidecars + "00/11111111111111111111111111111111" })
            await (await ReopenAsync()).PutAsync(Key(key), Bytes("mine"), PutCondition.IfAbsent);
        Assert.Empty(await (await OpenAttachmentsAsync()).ListAsync().ToListAsync());
        var faults = (await RecoverAsync()).Faults;
        Assert.Equal(await KeysAsync(), faults.Select(found => found.Key).OrderBy(key => key.ToString(), StringComparer.Ordinal));
        Assert.All(faults, found => Assert.Equal(AttachmentFaultKind.ForeignName, found.Kind));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recovery_that_is_killed_at_any_operation_is_finished_by_the_next(bool afterItsEffect)
    {
        for (var at = 1; ; at += Stride)
        {
            var script = await ScriptAsync();
            await LeaveHalfDoneAsync();
            _clock.Advance(MinimumAge);
            var crashing = new Crashing(at, afterItsEffect);
            var recovering = new AttachmentStore(new GatedObjectStore(await ReopenAsync(), crashing), time: _clock);
            var crashed = await crashing.RunAsync(async () => await recovering.RecoverAsync(MinimumAge));
            await RequireWholeAsync(script, $"the recovery's crash at operation {at}");
            if (!crashed)
                return;
            await EmptyAsync();
        }
    }

    // Adds that crashed once their id was entered and once their payload was there, deletes that crashed before and after their id was taken out.
    private async Task LeaveHalfDoneAsync()
    {
        await CrashAsync("commit", Holders, store => store.AddAsync(Bytes("entered"), Text).AsTask());
        await CrashAsync("commit", Payloads, store => store.AddAsync(Bytes("published"), Text).AsTask());
        foreach (var (kind, prefix) in new[] { ("delete", Sidecars), ("commit", Holders) })
        {
            var added = await (await OpenAttachmentsAsync()).AddAsync(Bytes($"deleted until {kind}"), Text);
            await CrashAsync(kind, prefix, store => store.DeleteAsync(added.Id).AsTask());
        }

        async Task CrashAsync(string kind, string prefix, Func<AttachmentStore, Task> act)
        {
            var crashing = new Crashing((_, operation) => operation.Kind == kind && operation.Key.StartsWith(prefix, StringComparison.Ordinal), afterItsEffect: true);
            var store = new AttachmentStore(new GatedObjectStore(await ReopenAsync(), crashing), time: _clock);
            Assert.True(await crashing.RunAsync(() => act(store)));
        }
    }
}
