using Guarded.Store.Attachments;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class AttachmentStoreConformance
{
    [SkippableFact]
    public async Task Bad_input_leaves_nothing()
    {
        var store = await OpenAttachmentsAsync();
        await Assert.ThrowsAsync<InvalidDataException>(async () => await store.AddAsync(new ForwardStream(new MemoryStream(new byte[100_000]), whenEmpty: () => throw new InvalidDataException()), Text));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.AddAsync((Stream)null!, Text));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.AddAsync((byte[])null!, Text));
        var closed = new MemoryStream();
        await closed.DisposeAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(closed, Text));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.AddAsync(new byte[1], null!));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.RecoverAsync(TimeSpan.FromSeconds(-1)));
        Assert.Empty(await KeysAsync());
    }

    [SkippableFact]
    public async Task A_cancelled_call_leaves_all_as_it_was()
    {
        var store = await OpenAttachmentsAsync();
        var kept = await store.AddAsync(Bytes("bytes"), Text);
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.AddAsync(new ForwardStream(new MemoryStream(new byte[100_000]), whenEmpty: cancelled.Cancel), Text, cancelled.Token));
        var before = await KeysAsync();
        foreach (var act in new Func<Task>[]
        {
            async () => await store.AddAsync(Bytes("more"), Text, cancelled.Token),
            async () => await store.AddAsync(Stream.Null, Text, cancelled.Token),
            async () => await store.GetAsync(kept.Id, cancelled.Token),
            async () => await store.OpenAsync(kept.Id, cancelled.Token),
            async () => await store.UpdateAsync(kept.Id, description => description with { Label = "new" }, cancelled.Token),
            async () => await store.DeleteAsync(kept.Id, cancelled.Token),
            async () => await store.RecoverAsync(TimeSpan.Zero, cancelled.Token),
            async () => await store.ListAsync(after: null, cancelled.Token).ToListAsync(),
        })
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(act);
        }
        Assert.Equal(before, await KeysAsync());
        Assert.Equal(kept, await store.GetAsync(kept.Id));
    }

    [SkippableFact]
    public async Task A_call_that_is_cancelled_at_any_operation_is_done_or_not_and_leaves_nothing_half()
    {
        for (var at = 1; ; at += Stride)
        {
            using var cancelled = new CancellationTokenSource();
            var gate = new Calling(at, cancelled.CancelAsync);
            var store = new AttachmentStore(new GatedObjectStore(await ReopenAsync(), gate), time: _clock);
            var content = Bytes($"bytes {at}");
            var ended = await Record.ExceptionAsync(async () =>
            {
                var added = await store.AddAsync(content, Text, cancelled.Token);
                await store.DeleteAsync(added.Id, cancelled.Token);
            });
            Assert.True(ended is null or OperationCanceledException, $"{ended}");
            if (!gate.WasReached)
                return;
            var listed = await (await OpenAttachmentsAsync()).ListAsync().ToListAsync();
            await NothingIsHalfDoneAsync();
            Assert.Equal(listed.Count, (await KeysAsync(Payloads)).Count);
        }
    }
}
