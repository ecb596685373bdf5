using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    [SkippableFact]
    public async Task What_was_never_put_is_not_there()
    {
        await StoreAsync(Other, "content");
        Assert.Null(await HeadAsync(One));
        Assert.Null(await ReadAsync(One));
        Assert.Null(await ReadAsync(One, new ByteRange(1, 2)));
    }

    [SkippableTheory]
    [InlineData("things")]
    [InlineData("things/on")]
    [InlineData("things/one-more")]
    [InlineData("things/one.more")]
    public async Task A_key_is_no_object_because_another_begins_like_it(string key)
    {
        await StoreAsync(One, "content");
        Assert.Null(await HeadAsync(Key(key)));
        Assert.Null(await ReadAsync(Key(key)));
        Assert.Equal(DeleteResult.NotFound, await DeleteAsync(Key(key)));
        Assert.Equal("content", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task Names_that_are_alike_are_objects_of_their_own()
    {
        string[] keys = ["a", "a-b", "a.b/c", "a.b/c-d", "a.b_c", "a.b-c", "a.b.c", "a.bc", "a0", "a_", "aa"];
        foreach (var key in keys)
            await StoreAsync(Key(key), $"content of {key}");
        await DeleteAsync(Key("a-b"));
        foreach (var key in keys)
            Assert.Equal(key == "a-b" ? null : $"content of {key}", await ReadTextAsync(Key(key)));
    }

    [SkippableTheory]
    [InlineData(0L, null, 0, 200_003)]
    [InlineData(0L, 1L, 0, 1)]
    [InlineData(0L, 200_003L, 0, 200_003)]
    [InlineData(0L, 200_004L, 0, 200_003)]
    [InlineData(1L, 2L, 1, 2)]
    [InlineData(65_530L, 70_000L, 65_530, 70_000)]
    [InlineData(131_072L, 65_536L, 131_072, 65_536)]
    [InlineData(199_000L, null, 199_000, 1_003)]
    [InlineData(200_002L, 1L, 200_002, 1)]
    [InlineData(200_002L, 100L, 200_002, 1)]
    [InlineData(1L, long.MaxValue, 1, 200_002)]
    public async Task A_range_is_read_as_it_lies(long offset, long? length, int expectedOffset, int expectedLength)
    {
        var bytes = await StoreRangedAsync();
        await ReadsAsync(bytes.AsMemory(expectedOffset, expectedLength), One, new ByteRange(offset, length));
    }

    [SkippableTheory]
    [InlineData(0L, 0L)]
    [InlineData(100L, 0L)]
    [InlineData(200_003L, null)]
    [InlineData(200_003L, 5L)]
    [InlineData(200_004L, null)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public async Task A_range_that_holds_nothing_is_empty(long offset, long? length)
    {
        await StoreRangedAsync();
        await ReadsAsync(default, One, new ByteRange(offset, length));
    }

    [SkippableTheory]
    [InlineData(0L, null)]
    [InlineData(0L, 1L)]
    [InlineData(3L, null)]
    public async Task A_range_of_empty_content_is_empty(long offset, long? length)
    {
        await StoreAsync(One, "");
        await ReadsAsync(default, One, new ByteRange(offset, length));
    }

    [SkippableFact]
    public async Task A_range_says_of_which_object_it_is_a_part()
    {
        var version = await StoreAsync(One, "content");
        await using var content = await (await ReopenAsync()).GetAsync(One, new ByteRange(2, 3));
        Assert.Equal(new ObjectInfo(One, 7, version), content?.Info);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Content_is_read_in_pieces_of_any_length(bool async)
    {
        var bytes = await StoreRangedAsync();
        await using var content = await (await ReopenAsync()).GetAsync(One);
        var stream = content!.Stream;
        Assert.True(stream.CanRead);
        Assert.False(stream.CanWrite);

        using var all = new MemoryStream();
        var piece = new byte[OddWrite];
        while ((async ? await stream.ReadAsync(piece) : stream.Read(piece)) is not 0 and var read)
            all.Write(piece, 0, read);
        Assert.Equal(bytes, all.ToArray());
        Assert.Equal(0, async ? await stream.ReadAsync(piece) : stream.Read(piece));
    }

    [SkippableFact]
    public async Task Readers_of_one_object_do_not_disturb_each_other()
    {
        var bytes = await StoreRangedAsync();
        var store = await ReopenAsync();
        await using var one = await store.GetAsync(One);
        await using var other = await store.GetAsync(One);
        var (fromOne, fromOther) = (new byte[bytes.Length], new byte[bytes.Length]);
        await one!.Stream.ReadExactlyAsync(fromOne.AsMemory(0, 1_000));
        await other!.Stream.ReadExactlyAsync(fromOther);
        await one.Stream.ReadExactlyAsync(fromOne.AsMemory(1_000));
        Assert.Equal(bytes, fromOne);
        Assert.Equal(bytes, fromOther);
    }

    [SkippableFact]
    public async Task A_reader_keeps_the_state_that_it_opened_while_the_key_is_replaced()
    {
        var bytes = BytesOfLength(LargeLength);
        var put = await PutAsync(One, bytes, PutCondition.IfAbsent);
        await using var content = await (await ReopenAsync()).GetAsync(One);
        await StoreAsync(One, "newer", PutCondition.Any);
        await ReadsStillAsync(bytes, content!);
        Assert.Equal(put.Version, content!.Info.Version);
        Assert.Equal("newer", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task A_reader_keeps_the_state_that_it_opened_while_the_key_is_deleted()
    {
        var bytes = BytesOfLength(LargeLength);
        await PutAsync(One, bytes, PutCondition.IfAbsent);
        await using var content = await (await ReopenAsync()).GetAsync(One);
        Assert.Equal(DeleteResult.Deleted, await DeleteAsync(One));
        await ReadsStillAsync(bytes, content!);
        Assert.Null(await ReadAsync(One));
    }

    private static async Task ReadsStillAsync(byte[] expected, ObjectContent content)
    {
        var read = new byte[expected.Length];
        await content.Stream.ReadExactlyAsync(read);
        Assert.True(expected.AsSpan().SequenceEqual(read), "The reader shows another state than the one it opened.");
        Assert.Equal(0, await content.Stream.ReadAsync(new byte[1]));
    }

    private async Task<byte[]> StoreRangedAsync()
    {
        var bytes = BytesOfLength(200_003);
        Assert.True((await PutAsync(One, bytes, PutCondition.IfAbsent)).IsStored);
        return bytes;
    }
}
