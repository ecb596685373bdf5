using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Attachments.Seam;

namespace Guarded.Store.Tests.Attachments;

/// <summary>Every operation through the seam fails in turn, or is the last before a crash.</summary>
public abstract partial class AttachmentStoreTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_failure_at_any_operation_nothing_is_lost_and_nothing_comes_back(bool afterItsEffect)
    {
        for (var at = 1; ; at++)
        {
            var script = await ScriptAsync();
            var failing = new Failing(at, afterItsEffect);
            await script.PlayAsync(new GatedObjectStore(await OpenAsync(), failing), goOn: true);
            await RequireWholeAsync(script, $"{failing.Failed} failed ({at})");
            if (failing.Failed is null)
                return;
            await EmptyAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_crash_at_any_operation_nothing_is_lost_and_nothing_comes_back(bool afterItsEffect)
    {
        for (var at = 1; ; at++)
        {
            var script = await ScriptAsync();
            var crashing = new Crashing(at, afterItsEffect);
            var objects = new GatedObjectStore(await OpenAsync(), crashing);
            var crashed = await crashing.RunAsync(() => script.PlayAsync(objects, goOn: false));
            await RequireWholeAsync(script, $"crash at operation {at}");
            if (!crashed)
                return;
            await EmptyAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recovery_that_is_killed_at_any_operation_is_finished_by_the_next(bool afterItsEffect)
    {
        for (var at = 1; ; at++)
        {
            var script = await ScriptAsync();
            await LeaveHalfDoneAsync();
            _clock.Advance(MinimumAge);
            var crashing = new Crashing(at, afterItsEffect);
            var recovering = new AttachmentStore(new GatedObjectStore(await OpenAsync(), crashing), time: _clock);
            var crashed = await crashing.RunAsync(async () => await recovering.RecoverAsync(MinimumAge));
            await RequireWholeAsync(script, $"the recovery's crash at operation {at}");
            if (!crashed)
                return;
            await EmptyAsync();
        }
    }

    [Fact]
    public async Task What_is_younger_than_the_minimum_age_is_left_alone()
    {
        await LeaveHalfDoneAsync();
        var before = await KeysAsync("");
        _clock.Advance(MinimumAge - TimeSpan.FromSeconds(1));
        var young = await (await StoreAsync()).RecoverAsync(MinimumAge);
        // A payload that everybody has left is free at any age.
        Assert.Equal((0, 1, 0), (young.Abandoned, young.Freed, young.Faults.Count));
        Assert.Equal(before.Count - 1, (await KeysAsync("")).Count);

        _clock.Advance(TimeSpan.FromSeconds(1));
        var old = await (await StoreAsync()).RecoverAsync(MinimumAge);
        Assert.Equal((3, 2, 0), (old.Abandoned, old.Freed, old.Faults.Count));
        Assert.Empty(await KeysAsync(Payloads));
    }

    // Adds that crashed once their id was entered and once their payload was there, deletes that crashed before and after their id was taken out.
    private async Task LeaveHalfDoneAsync()
    {
        await CrashAsync("commit", Holders, store => store.AddAsync("entered"u8.ToArray(), Text).AsTask());
        await CrashAsync("commit", Payloads, store => store.AddAsync("published"u8.ToArray(), Text).AsTask());
        foreach (var (kind, prefix) in new[] { ("delete", Sidecars), ("commit", Holders) })
        {
            var added = await (await StoreAsync()).AddAsync(Encoding.UTF8.GetBytes($"deleted until {kind}"), Text);
            await CrashAsync(kind, prefix, store => store.DeleteAsync(added.Id).AsTask());
        }

        async Task CrashAsync(string kind, string prefix, Func<AttachmentStore, Task> act)
        {
            var crashing = new Crashing((_, operation) => operation.Kind == kind && operation.Key.StartsWith(prefix, StringComparison.Ordinal), afterItsEffect: true);
            var store = new AttachmentStore(new GatedObjectStore(await OpenAsync(), crashing), time: _clock);
            Assert.True(await crashing.RunAsync(() => act(store)));
        }
    }

    private async Task<Script> ScriptAsync()
    {
        var store = await StoreAsync();
        return new Script(_clock, await store.AddAsync("shared"u8.ToArray(), Text), await store.AddAsync("shared"u8.ToArray(), Text), await store.AddAsync("alone"u8.ToArray(), Text));
    }

    private async Task RequireWholeAsync(Script script, string after)
    {
        try
        {
            Assert.Empty((await RecoverAsync()).Faults);
            Assert.Equal(new AttachmentRecovery(0, 0, []), await RecoverAsync(), Same);

            var store = await StoreAsync();
            var listed = await ToListAsync(store.ListAsync());
            foreach (var attachment in listed)
                await store.VerifyAsync(attachment.Id);
            foreach (var (id, content) in script.There)
                Assert.Equal(content, Encoding.UTF8.GetString(await store.ReadAllBytesAsync(id)));
            Assert.DoesNotContain(listed, attachment => script.Gone.Contains(attachment.Id));
            Assert.Contains(listed.Single(attachment => attachment.Id == script.Labelled).Description.Label, script.Labels);
            Assert.Equal(listed.Select(attachment => attachment.Payload).Distinct().Count(), (await KeysAsync(Payloads)).Count);
            Assert.Equal(listed.Count, (await KeysAsync(Sidecars)).Count);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"After {after}: {exception.Message}", exception);
        }
    }

    private async Task EmptyAsync()
    {
        var objects = await OpenAsync();
        foreach (var key in await KeysAsync(""))
            await objects.DeleteAsync(key);
    }

    /// <summary>What a program does, and what it was told of each step.</summary>
    private sealed class Script(ManualClock clock, Attachment labelled, Attachment shared, Attachment alone)
    {
        public Dictionary<AttachmentId, string> There { get; } = new() { [labelled.Id] = "shared", [shared.Id] = "shared", [alone.Id] = "alone" };

        public HashSet<AttachmentId> Gone { get; } = [];

        public AttachmentId Labelled => labelled.Id;

        public HashSet<string?> Labels { get; private set; } = [null];

        public async Task PlayAsync(IObjectStore objects, bool goOn)
        {
            var store = new AttachmentStore(objects, time: clock);
            foreach (var step in new Func<Task>[]
            {
                () => AddAsync(store, "new"),
                () => AddAsync(store, "shared"),
                () => UpdateAsync(store),
                () => DeleteAsync(store, shared),
                () => DeleteAsync(store, alone),
                () => AddAsync(store, "alone"),
                async () => await store.RecoverAsync(MinimumAge),
                async () => await ToListAsync(store.ListAsync()),
            })
            {
                try
                {
                    await step();
                }
                catch (IOException failure) when (goOn && failure.Message.StartsWith("the disk failed", StringComparison.Ordinal))
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                }
            }
        }

        private async Task AddAsync(AttachmentStore store, string content)
        {
            var added = await store.AddAsync(Encoding.UTF8.GetBytes(content), Text);
            There.Add(added.Id, content);
        }

        private async Task UpdateAsync(AttachmentStore store)
        {
            Labels.Add("updated");
            await store.UpdateAsync(labelled.Id, description => description with { Label = "updated" });
            Labels = ["updated"];
        }

        // Until it is told, it may be there or not.
        private async Task DeleteAsync(AttachmentStore store, Attachment attachment)
        {
            There.Remove(attachment.Id);
            Assert.True(await store.DeleteAsync(attachment.Id));
            Gone.Add(attachment.Id);
        }
    }
}
