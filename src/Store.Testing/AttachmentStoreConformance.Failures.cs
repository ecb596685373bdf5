using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_failure_at_any_operation_nothing_is_lost_and_nothing_comes_back(bool afterItsEffect)
    {
        for (var at = 1; ; at += Stride)
        {
            var script = await ScriptAsync();
            var failing = new Failing(at, afterItsEffect);
            await script.PlayAsync(new GatedObjectStore(await ReopenAsync(), failing), goOn: true);
            await RequireWholeAsync(script, $"{failing.Failed} failed ({at})");
            if (failing.Failed is null)
                return;
            await EmptyAsync();
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_crash_at_any_operation_nothing_is_lost_and_nothing_comes_back(bool afterItsEffect)
    {
        for (var at = 1; ; at += Stride)
        {
            var script = await ScriptAsync();
            var crashing = new Crashing(at, afterItsEffect);
            var objects = new GatedObjectStore(await ReopenAsync(), crashing);
            var crashed = await crashing.RunAsync(() => script.PlayAsync(objects, goOn: false));
            await RequireWholeAsync(script, $"crash at operation {at}");
            if (!crashed)
                return;
            await EmptyAsync();
        }
    }

    private async Task<Script> ScriptAsync()
    {
        var store = await OpenAttachmentsAsync();
        return new Script(_clock, await store.AddAsync(Bytes("shared"), Text), await store.AddAsync(Bytes("shared"), Text), await store.AddAsync(Bytes("alone"), Text));
    }

    private async Task RequireWholeAsync(Script script, string after)
    {
        try
        {
            Assert.Empty((await RecoverAsync()).Faults);
            await NothingIsHalfDoneAsync();

            var store = await OpenAttachmentsAsync();
            var listed = await store.ListAsync().ToListAsync();
            foreach (var attachment in listed)
                await store.VerifyAsync(attachment.Id);
            foreach (var (id, content) in script.There)
                Assert.Equal(content, await ReadTextAsync(store, id));
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
                async () => await store.ListAsync().ToListAsync(),
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
            var added = await store.AddAsync(Bytes(content), Text);
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
