using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    [SkippableFact]
    public async Task What_is_deleted_is_gone_and_nothing_else()
    {
        await StoreAsync(One, "content");
        await StoreAsync(Other, "other content");
        Assert.Equal(DeleteResult.Deleted, await DeleteAsync(One));
        Assert.Null(await HeadAsync(One));
        Assert.Null(await ReadAsync(One));
        Assert.Equal([Other.ToString()], await ListKeysAsync());
        Assert.Equal("other content", await ReadTextAsync(Other));
    }

    [SkippableFact]
    public async Task Deleting_what_is_not_there_says_so()
    {
        Assert.Equal(DeleteResult.NotFound, await DeleteAsync(One));
        await StoreAsync(One, "content");
        Assert.Equal(DeleteResult.Deleted, await DeleteAsync(One));
        Assert.Equal(DeleteResult.NotFound, await DeleteAsync(One));
    }

    [SkippableFact]
    public async Task A_delete_of_the_state_that_is_there_removes_it()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.ConditionalDelete);
        var version = await StoreAsync(One, "content");
        Assert.Equal(DeleteResult.Deleted, await DeleteAsync(One, version));
        Assert.Null(await ReadAsync(One));
    }

    [SkippableFact]
    public async Task A_delete_of_a_state_that_was_replaced_removes_nothing()
    {
        var stale = await StoreAsync(One, "before");
        var now = await StoreAsync(One, "after", PutCondition.Any);
        if (await OffersAsync(ObjectStoreCapabilities.ConditionalDelete))
            Assert.Equal(DeleteResult.Mismatch, await DeleteAsync(One, stale));
        else
            await Assert.ThrowsAsync<NotSupportedException>(() => DeleteAsync(One, stale));
        Assert.Equal("after", await ReadTextAsync(One));
        Assert.Equal(now, (await HeadAsync(One))?.Version);
    }

    [SkippableFact]
    public async Task A_delete_of_a_state_whose_object_is_missing_finds_nothing()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.ConditionalDelete);
        var version = await StoreAsync(One, "content");
        await DeleteAsync(One);
        Assert.Equal(DeleteResult.NotFound, await DeleteAsync(One, version));
    }
}
