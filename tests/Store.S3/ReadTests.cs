using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

public sealed class ReadTests : BucketTest
{
    [SkippableTheory]
    [InlineData(0, null, "0123456789")]
    [InlineData(0, 10L, "0123456789")]
    [InlineData(3, 4L, "3456")]
    [InlineData(3, null, "3456789")]
    [InlineData(8, 100L, "89")]
    [InlineData(8, long.MaxValue, "89")]
    [InlineData(9, 1L, "9")]
    [InlineData(10, null, "")]
    [InlineData(10, 5L, "")]
    [InlineData(long.MaxValue, 1L, "")]
    [InlineData(4, 0L, "")]
    [InlineData(100, 0L, "")]
    public async Task A_range_is_what_lies_in_it(long offset, long? length, string expected)
    {
        var store = Open();
        var put = await PutAsync(store, Key, "0123456789", PutCondition.IfAbsent);
        await using var content = await store.GetAsync(Key, new ByteRange(offset, length));
        Assert.Equal(new ObjectInfo(Key, 10, put.Version!.Value), content!.Info);
        Assert.Equal(expected, await new StreamReader(content.Stream).ReadToEndAsync());
    }

    [SkippableTheory]
    [InlineData(0, null)]
    [InlineData(0, 1L)]
    [InlineData(5, 1L)]
    public async Task A_range_of_nothing_is_empty_and_of_no_object_is_null(long offset, long? length)
    {
        var store = Open();
        Assert.Null(await store.GetAsync(Key, new ByteRange(offset, length)));
        await PutAsync(store, Key, "", PutCondition.IfAbsent);
        Assert.Equal("", await ReadAsync(store, Key, new ByteRange(offset, length)));
    }

    [SkippableFact]
    public async Task A_content_that_was_changed_on_its_way_is_not_read_as_good()
    {
        var store = Open(Connections.Alters(sent =>
        {
            sent[^1] ^= 1;
            return sent;
        }));
        await PutAsync(store, Key, "content", PutCondition.IfAbsent);
        await Assert.ThrowsAsync<S3StoreException>(() => ReadAsync(store, Key));
    }

    [SkippableFact]
    public async Task A_reader_may_stop_anywhere()
    {
        var store = Open();
        await store.PutAsync(Key, new byte[1 << 20], PutCondition.IfAbsent);
        foreach (var length in new[] { 0, 1, 1 << 20 })
        {
            await using var content = await store.GetAsync(Key);
            await content!.Stream.ReadExactlyAsync(new byte[length]);
        }
    }

    [SkippableFact]
    public async Task A_read_is_tried_again()
    {
        var store = Open(Connections.LosesAnswers(request => !Connections.IsPut(request), times: 2));
        await PutAsync(store, Key, "content", PutCondition.IfAbsent);
        Assert.Equal("content", await ReadAsync(store, Key));
        Assert.Equal(7, (await store.HeadAsync(Key))?.Length);
    }

    [SkippableFact]
    public async Task Deleting_says_whether_something_was_there()
    {
        var store = Open();
        var put = await PutAsync(store, Key, "content", PutCondition.IfAbsent);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await store.DeleteAsync(Key, put.Version));
        Assert.Equal("content", await ReadAsync(store, Key));
        Assert.Equal(DeleteResult.Deleted, await store.DeleteAsync(Key));
        Assert.Equal(DeleteResult.NotFound, await store.DeleteAsync(Key));
        Assert.Null(await store.GetAsync(Key));
        Assert.Null(await store.HeadAsync(Key));
    }
}
