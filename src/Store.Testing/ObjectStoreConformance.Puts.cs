using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    [SkippableFact]
    public async Task What_is_put_is_there_for_whoever_opens_the_store_next()
    {
        var version = await StoreAsync(One, "content");
        Assert.Equal("content", await ReadTextAsync(One));
        Assert.Equal(new ObjectInfo(One, 7, version), await HeadAsync(One));
    }

    [SkippableFact]
    public async Task A_version_is_the_same_wherever_it_is_seen()
    {
        var version = await StoreAsync(One, "content");
        await using var content = await (await ReopenAsync()).GetAsync(One);
        var expected = new ObjectInfo(One, 7, version);
        Assert.Equal(expected, content?.Info);
        Assert.Equal(expected, await HeadAsync(One));
        Assert.Equal(expected, Assert.Single(await ListAsync()));
    }

    [SkippableFact]
    public async Task If_absent_never_replaces()
    {
        var first = await StoreAsync(One, "first");
        Assert.False((await PutAsync(One, "second", PutCondition.IfAbsent)).IsStored);
        Assert.Equal("first", await ReadTextAsync(One));
        Assert.Equal(first, (await HeadAsync(One))?.Version);
    }

    [SkippableFact]
    public async Task If_absent_stores_again_what_was_deleted()
    {
        await StoreAsync(One, "first");
        await DeleteAsync(One);
        await StoreAsync(One, "second", PutCondition.IfAbsent);
        Assert.Equal("second", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task Any_stores_what_is_absent_and_replaces_what_is_there()
    {
        await StoreAsync(One, "long before", PutCondition.Any);
        Assert.Equal("long before", await ReadTextAsync(One));
        var second = await StoreAsync(One, "short", PutCondition.Any);
        Assert.Equal("short", await ReadTextAsync(One));
        Assert.Equal(new ObjectInfo(One, 5, second), await HeadAsync(One));
    }

    [SkippableFact]
    public async Task Successive_writes_under_a_key_share_no_version()
    {
        var versions = new HashSet<ObjectVersion>();
        for (var write = 0; write < 20; write++)
            Assert.True(versions.Add(await StoreAsync(One, $"write {write:d2}", PutCondition.Any)), $"Write {write} has the version of another.");
    }

    [SkippableFact]
    public async Task The_same_content_written_again_is_another_version()
    {
        Skip.If(VersionsNameContent, "This backend's versions name the content.");
        var versions = new HashSet<ObjectVersion>();
        for (var write = 0; write < 20; write++)
            Assert.True(versions.Add(await StoreAsync(One, "same", PutCondition.Any)), $"Write {write} has the version of another.");
    }

    [SkippableFact]
    public async Task If_match_replaces_the_state_that_was_read()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var read = await StoreAsync(One, "before");
        var written = await StoreAsync(One, "after", PutCondition.IfMatch(read));
        Assert.NotEqual(read, written);
        Assert.Equal("after", await ReadTextAsync(One));
        Assert.Equal(written, (await HeadAsync(One))?.Version);
    }

    [SkippableFact]
    public async Task If_match_of_a_state_that_was_replaced_stores_nothing()
    {
        var stale = await StoreAsync(One, "first");
        var now = await StoreAsync(One, "second", PutCondition.Any);
        if (await OffersAsync(ObjectStoreCapabilities.CompareAndSwap))
            Assert.False((await PutAsync(One, "third", PutCondition.IfMatch(stale))).IsStored);
        else
            await Assert.ThrowsAsync<NotSupportedException>(() => PutAsync(One, "third", PutCondition.IfMatch(stale)));
        Assert.Equal("second", await ReadTextAsync(One));
        Assert.Equal(now, (await HeadAsync(One))?.Version);
    }

    [SkippableFact]
    public async Task If_match_of_another_objects_state_stores_nothing()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        await StoreAsync(One, "content");
        var others = await StoreAsync(Other, "other content");
        Assert.False((await PutAsync(One, "replaced", PutCondition.IfMatch(others))).IsStored);
        Assert.Equal("content", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task If_match_of_a_missing_object_stores_nothing()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var others = await StoreAsync(Other, "content");
        Assert.False((await PutAsync(One, "new", PutCondition.IfMatch(others))).IsStored);

        var gone = await StoreAsync(One, "old");
        await DeleteAsync(One);
        Assert.False((await PutAsync(One, "new", PutCondition.IfMatch(gone))).IsStored);
        Assert.Null(await ReadAsync(One));
        Assert.Equal([Other.ToString()], await ListKeysAsync());
    }

    [SkippableFact]
    public async Task The_same_content_under_two_keys_is_two_objects()
    {
        await StoreAsync(One, "same");
        await StoreAsync(Other, "same");
        await StoreAsync(One, "changed", PutCondition.Any);
        Assert.Equal("same", await ReadTextAsync(Other));

        await StoreAsync(One, "same", PutCondition.Any);
        Assert.Equal(DeleteResult.Deleted, await DeleteAsync(One));
        Assert.Equal("same", await ReadTextAsync(Other));
    }

    [SkippableFact]
    public async Task Empty_content_is_an_object()
    {
        var version = await StoreAsync(One, "");
        Assert.Equal(new ObjectInfo(One, 0, version), await HeadAsync(One));
        Assert.Equal("", await ReadTextAsync(One));
        Assert.False((await PutAsync(One, "more", PutCondition.IfAbsent)).IsStored);
    }

    [SkippableFact]
    public async Task Keys_of_the_greatest_length_are_kept_apart()
    {
        var segment = new string('a', ObjectKey.MaxSegmentLength);
        var last = new string('a', ObjectKey.MaxLength - 2 * segment.Length - 3);
        var (one, other) = (Key($"{segment}/{segment}/{last}0"), Key($"{segment}/{segment}/{last}1"));
        await StoreAsync(one, "one");
        await StoreAsync(other, "other");
        Assert.Equal("one", await ReadTextAsync(one));
        Assert.Equal("other", await ReadTextAsync(other));
        Assert.Equal([one.ToString(), other.ToString()], await ListKeysAsync());
    }
}
