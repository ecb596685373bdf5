using Guarded.Store.Leases;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class LeaseConformance
{
    [SkippableFact]
    public async Task A_holder_that_was_stopped_and_wakes_up_late_cannot_commit()
    {
        var (sleeping, pointer) = (new Death(), await PointerAsync());
        var stopped = await HaveAsync(sleeping);
        await pointer.TakeAsync(stopped.Epoch);
        await pointer.CommitAsync(stopped.Epoch, Bytes("old"));
        sleeping.Strike();

        var other = await ProcessAsync();
        Assert.Null(await other.TryAcquireAsync(Name, Purpose));
        _clock.Advance(TimeToLive);
        await using var holder = await HaveAsync(other);
        Assert.Equal(Bytes("old"), (await (await PointerAsync()).TakeAsync(holder.Epoch))!.Value.ToArray());

        var refused = await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.CommitAsync(stopped.Epoch, Bytes("late")));
        Assert.Equal((stopped.Epoch, holder.Epoch), (refused.Refused, refused.Seen));
        await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.TakeAsync(stopped.Epoch));
        await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.ClearAsync(stopped.Epoch));
        await pointer.CommitAsync(holder.Epoch, Bytes("new"));
        Assert.Equal(Bytes("new"), await ReadPointerAsync());
    }

    [SkippableFact]
    public async Task Where_a_later_holder_comes_at_any_moment_of_a_commit_either_is_there_or_is_refused()
    {
        for (var at = 1; ; at += Stride)
        {
            var early = await HaveAsync();
            await ClearAsync(early);
            await early.ReleaseAsync();
            await using var late = await HaveAsync();
            byte[]? taken = null;
            var calling = new Calling(at, async () => taken = (await (await PointerAsync()).TakeAsync(late.Epoch))?.ToArray());
            var content = Bytes($"content {at}");
            var isCommitted = true;
            try
            {
                await (await PointerAsync(calling)).CommitAsync(early.Epoch, content);
            }
            catch (StaleEpochException)
            {
                isCommitted = false;
            }
            // Who was taken over may have committed before that, and no later.
            if (calling.WasReached && isCommitted)
                Assert.Equal(content, taken);
            Assert.Equal(isCommitted ? content : taken, await ReadPointerAsync());
            if (!calling.WasReached)
                return;
        }
    }

    [SkippableFact]
    public async Task What_was_cleared_keeps_its_epoch()
    {
        var pointer = await PointerAsync();
        var first = await HaveAsync();
        await pointer.TakeAsync(first.Epoch);
        await pointer.CommitAsync(first.Epoch, Bytes("old"));
        await first.ReleaseAsync();
        await using var second = await HaveAsync();
        await ClearAsync(second);
        Assert.Null(await ReadPointerAsync());
        await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.CommitAsync(first.Epoch, Bytes("old")));
    }

    [SkippableFact]
    public async Task A_commit_whose_answer_was_lost_is_done_once()
    {
        var pointer = await PointerAsync(new LostAnswers());
        await using var lease = await HaveAsync();
        await pointer.TakeAsync(lease.Epoch);
        await pointer.CommitAsync(lease.Epoch, Bytes("new"));
        Assert.Equal(Bytes("new"), await ReadPointerAsync());
    }

    [SkippableFact]
    public async Task The_longest_content_is_committed_and_read()
    {
        var content = BytesOfLength(FencedPointer.MaxLength);
        var pointer = await PointerAsync();
        await using var lease = await HaveAsync();
        await pointer.TakeAsync(lease.Epoch);
        await pointer.CommitAsync(lease.Epoch, content);
        var read = await ReadPointerAsync();
        Assert.True(content.AsSpan().SequenceEqual(read), "What was read is not what was committed.");
    }

    private async Task ClearAsync(Lease lease)
    {
        var pointer = await PointerAsync();
        await pointer.TakeAsync(lease.Epoch);
        await pointer.ClearAsync(lease.Epoch);
    }
}
