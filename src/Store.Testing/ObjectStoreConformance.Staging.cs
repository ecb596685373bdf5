using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    // Above the part size of a store that uploads in parts, and no multiple of anything.
    private const int LargeLength = 8 * 1024 * 1024 + 12_345;
    private const int OddWrite = 7_919;

    [SkippableFact]
    public async Task Staged_content_is_only_written()
    {
        await using var staged = await (await ReopenAsync()).StageAsync();
        Assert.True(staged.Content.CanWrite);
        Assert.False(staged.Content.CanRead);
    }

    [SkippableFact]
    public async Task Every_way_to_write_appends()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            staged.Content.Write(Bytes("-array-"), 1, 5);
            staged.Content.Write([]);
            staged.Content.Write(" span"u8);
            staged.Content.Flush();
            staged.Content.WriteByte((byte)' ');
#pragma warning disable CA1835 // The older overload is what is tested.
            await staged.Content.WriteAsync(Bytes("-task-"), 1, 4);
#pragma warning restore CA1835
            await staged.Content.FlushAsync();
            await staged.Content.WriteAsync(Bytes(" memory"));
            Assert.True((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        }
        Assert.Equal("array span task memory", await ReadTextAsync(One));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Large_content_arrives_whole(bool async)
    {
        var bytes = BytesOfLength(LargeLength);
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            foreach (var part in bytes.Chunk(OddWrite))
            {
                if (async)
                    await staged.Content.WriteAsync(part);
                else
                    staged.Content.Write(part);
            }
            Assert.True((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        }
        Assert.Equal(LargeLength, (await HeadAsync(One))?.Length);
        await ReadsAsync(bytes, One);
    }

    [SkippableTheory]
    [InlineData(1 << 12)]
    [InlineData(1 << 16)]
    [InlineData(1 << 20)]
    [InlineData(1 << 23)]
    public async Task Content_that_just_fills_a_buffer_arrives_whole(int bufferLength)
    {
        foreach (var length in (int[])[bufferLength - 1, bufferLength, bufferLength + 1])
        {
            Assert.True((await PutAsync(One, BytesOfLength(length), PutCondition.Any)).IsStored);
            await ReadsAsync(BytesOfLength(length), One);
        }
    }

    [SkippableFact]
    public async Task A_buffer_is_its_writers_again_once_it_is_written()
    {
        var (bytes, buffer) = (BytesOfLength(200_003), new byte[OddWrite]);
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            foreach (var part in bytes.Chunk(OddWrite))
            {
                part.CopyTo(buffer, 0);
                await staged.Content.WriteAsync(buffer.AsMemory(0, part.Length));
            }
            Array.Clear(buffer);
            Assert.True((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        }
        await ReadsAsync(bytes, One);
    }

    [SkippableFact]
    public async Task What_is_staged_is_seen_by_nobody()
    {
        await using var staged = await (await ReopenAsync()).StageAsync();
        await staged.Content.WriteAsync(BytesOfLength(100_000));
        await staged.Content.FlushAsync();
        await NothingIsThereAsync();
        Assert.True((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        Assert.Single(await ListAsync());
    }

    [SkippableFact]
    public async Task Writes_that_are_staged_at_once_do_not_mix()
    {
        var store = await ReopenAsync();
        await using (var one = await store.StageAsync())
        await using (var other = await store.StageAsync())
        {
            await one.Content.WriteAsync(Bytes("one "));
            await other.Content.WriteAsync(Bytes("other "));
            await one.Content.WriteAsync(Bytes("end"));
            await other.Content.WriteAsync(Bytes("end"));
            Assert.True((await other.CommitAsync(Other, PutCondition.IfAbsent)).IsStored);
            Assert.True((await one.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        }
        Assert.Equal("one end", await ReadTextAsync(One));
        Assert.Equal("other end", await ReadTextAsync(Other));
    }

    [SkippableFact]
    public async Task A_write_that_is_dropped_leaves_nothing()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
            await staged.Content.WriteAsync(BytesOfLength(100_000));
        await NothingIsThereAsync();
    }

    [SkippableFact]
    public async Task A_write_that_is_dropped_after_its_condition_failed_leaves_nothing()
    {
        await StoreAsync(One, "there");
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("dropped"));
            Assert.False((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
        }
        Assert.Equal("there", await ReadTextAsync(One));
        await DeleteAsync(One);
        await NothingIsThereAsync();
    }

    [SkippableFact]
    public async Task A_write_that_is_dropped_can_no_longer_be_committed()
    {
        var staged = await (await ReopenAsync()).StageAsync();
        await staged.Content.WriteAsync(Bytes("dropped"));
        await staged.DisposeAsync();
        await staged.DisposeAsync();
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await staged.CommitAsync(One, PutCondition.IfAbsent));
        await NothingIsThereAsync();
    }

    [SkippableFact]
    public async Task Dropping_what_is_committed_changes_nothing()
    {
        var staged = await (await ReopenAsync()).StageAsync();
        await staged.Content.WriteAsync(Bytes("content"));
        await staged.CommitAsync(One, PutCondition.IfAbsent);
        await staged.DisposeAsync();
        await staged.DisposeAsync();
        Assert.Equal("content", await ReadTextAsync(One));
    }

    [SkippableTheory]
    [InlineData(15)]
    [InlineData(LargeLength)]
    public async Task What_could_not_be_committed_can_be_under_another_condition(int length)
    {
        await StoreAsync(One, "old");
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(BytesOfLength(length));
            Assert.False((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
            Assert.False((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
            Assert.Equal("old", await ReadTextAsync(One));
            Assert.True((await staged.CommitAsync(One, PutCondition.Any)).IsStored);
        }
        await ReadsAsync(BytesOfLength(length), One);
    }

    [SkippableFact]
    public async Task What_could_not_be_swapped_in_can_be_once_the_state_is_read_again()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var stale = await StoreAsync(One, "first");
        var now = await StoreAsync(One, "second", PutCondition.Any);
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("third"));
            Assert.False((await staged.CommitAsync(One, PutCondition.IfMatch(stale))).IsStored);
            Assert.True((await staged.CommitAsync(One, PutCondition.IfMatch(now))).IsStored);
        }
        Assert.Equal("third", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task What_is_stored_is_committed_once()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("content"));
            await staged.CommitAsync(One, PutCondition.IfAbsent);
            await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await staged.CommitAsync(One, PutCondition.Any));
            await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await staged.CommitAsync(Other, PutCondition.IfAbsent));
        }
        Assert.Equal("content", await ReadTextAsync(One));
        Assert.Equal([One.ToString()], await ListKeysAsync());
    }

    [SkippableFact]
    public async Task What_is_stored_can_no_longer_be_written()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("good"));
            await staged.CommitAsync(One, PutCondition.IfAbsent);
            await RefusesMoreAsync(staged);
        }
        Assert.Equal("good", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task The_first_commit_ends_the_writing_also_where_its_condition_fails()
    {
        await StoreAsync(One, "there");
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await staged.Content.WriteAsync(Bytes("good"));
            Assert.False((await staged.CommitAsync(One, PutCondition.IfAbsent)).IsStored);
            await RefusesMoreAsync(staged);
            Assert.True((await staged.CommitAsync(One, PutCondition.Any)).IsStored);
        }
        Assert.Equal("good", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task Content_that_was_closed_before_the_commit_is_refused()
    {
        await using (var staged = await (await ReopenAsync()).StageAsync())
        {
            await using (var writer = new StreamWriter(staged.Content))
                await writer.WriteAsync("closed with its writer");
            await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await staged.CommitAsync(One, PutCondition.IfAbsent));
        }
        await NothingIsThereAsync();
    }

    private static async Task RefusesMoreAsync(StagedObject staged)
    {
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await staged.Content.WriteAsync(Bytes(" evil"));
            await staged.Content.FlushAsync();
        });
        Assert.ThrowsAny<Exception>(() =>
        {
            staged.Content.Write(" evil"u8);
            staged.Content.Flush();
        });
    }

    private async Task NothingIsThereAsync()
    {
        Assert.Empty(await ListAsync());
        Assert.Null(await HeadAsync(One));
        Assert.Null(await ReadAsync(One));
    }
}
