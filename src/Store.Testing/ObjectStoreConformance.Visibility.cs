using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    private const int Readers = 3;
    private const int Changes = 20;

    // A reader goes round and round: what one way has shown, the next one must show as well.
    private static readonly Func<IObjectStore, ObjectKey, Task<ObjectInfo?>>[] WaysToLook = [FindAsync, HeadAsync, GetWholeAsync];

    [SkippableFact]
    public async Task A_first_put_shows_nothing_and_then_the_whole()
    {
        var stores = await OpenManyAsync(1 + Readers);
        for (var change = 0; change < Changes; change++)
            await PutWatchedAsync(stores, Key($"first/{change:d2}"), there: null, ContentOf(change), PutCondition.IfAbsent);
    }

    [SkippableFact]
    public async Task A_swap_shows_one_whole_state_and_then_the_next()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var (stores, there) = (await OpenManyAsync(1 + Readers), default(ObjectInfo));
        for (var change = 0; change < Changes; change++)
            there = await PutWatchedAsync(stores, One, there, ContentOf(change), there is null ? PutCondition.IfAbsent : PutCondition.IfMatch(there.Version));
    }

    [SkippableFact]
    public async Task A_put_of_any_shows_one_whole_state_and_then_the_next()
    {
        var (stores, there) = (await OpenManyAsync(1 + Readers), default(ObjectInfo));
        for (var change = 0; change < Changes; change++)
            there = await PutWatchedAsync(stores, One, there, ContentOf(change), PutCondition.Any);
    }

    [SkippableFact]
    public async Task A_delete_shows_the_whole_state_and_then_nothing()
    {
        var stores = await OpenManyAsync(1 + Readers);
        for (var change = 0; change < Changes; change++)
        {
            var there = await PutAsync(stores[0], One, ContentOf(change), PutCondition.IfAbsent);
            await ChangeWatchedAsync(stores, One, there, async () =>
            {
                Assert.Equal(DeleteResult.Deleted, await stores[0].DeleteAsync(One));
                return null;
            });
        }
    }

    // By turns longer and shorter than the one before, and each of a length of its own.
    private static byte[] ContentOf(int change) => BytesOfLength(300_000 + (change % 2 == 0 ? change : -change) * 1_000);

    private static Task<ObjectInfo?> PutWatchedAsync(IReadOnlyList<IObjectStore> stores, ObjectKey key, ObjectInfo? there, byte[] content, PutCondition condition) =>
        ChangeWatchedAsync(stores, key, there, async () => await PutAsync(stores[0], key, content, condition));

    /// <summary>Changes what is under a key while readers look at it in every way. Each sees what was there, then what is there now, and nothing else.</summary>
    private static async Task<ObjectInfo?> ChangeWatchedAsync(IReadOnlyList<IObjectStore> stores, ObjectKey key, ObjectInfo? before, Func<Task<ObjectInfo?>> change)
    {
        var (after, isChanging) = (before, true);
        using var haveLooked = new SemaphoreSlim(0);
        var seen = await TogetherAsync(1 + Readers, task => task == 0 ? ChangeAsync() : WatchAsync(stores[task]));
        Assert.All(seen[1..], states => Assert.Equal<ObjectInfo?>([before, after], states));
        return after;

        async Task<List<ObjectInfo?>> ChangeAsync()
        {
            for (var reader = 0; reader < Readers; reader++)
                await haveLooked.WaitAsync();
            try
            {
                after = await change();
            }
            finally
            {
                Volatile.Write(ref isChanging, false);
            }
            return [];
        }

        async Task<List<ObjectInfo?>> WatchAsync(IObjectStore store)
        {
            var states = new List<ObjectInfo?>();
            try
            {
                await LookAsync(store, states);
            }
            finally
            {
                haveLooked.Release();
            }
            bool isLast;
            do
            {
                // Where nothing is ever awaited, as in memory, the readers would leave no thread to the change.
                await Task.Yield();
                isLast = !Volatile.Read(ref isChanging);
                await LookAsync(store, states);
            }
            while (!isLast);
            return states;
        }

        async Task LookAsync(IObjectStore store, List<ObjectInfo?> states)
        {
            foreach (var look in WaysToLook)
            {
                var state = await look(store, key);
                if (states.Count == 0 || states[^1] != state)
                    states.Add(state);
            }
        }
    }

    private static async Task<ObjectInfo> PutAsync(IObjectStore store, ObjectKey key, byte[] content, PutCondition condition)
    {
        var result = await store.PutAsync(key, content, condition);
        Assert.True(result.IsStored, $"The put of '{key}' was not stored, though its condition held.");
        return new ObjectInfo(key, content.Length, result.Version!.Value);
    }

    private static async Task<ObjectInfo?> FindAsync(IObjectStore store, ObjectKey key) => await store.ListAsync(key.ToString()).SingleOrDefaultAsync();

    private static async Task<ObjectInfo?> HeadAsync(IObjectStore store, ObjectKey key) => await store.HeadAsync(key);

    private static async Task<ObjectInfo?> GetWholeAsync(IObjectStore store, ObjectKey key)
    {
        await using var content = await store.GetAsync(key);
        if (content is null)
            return null;
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes);
        Assert.True(BytesOfLength((int)content.Info.Length).AsSpan().SequenceEqual(bytes.ToArray()), $"What was read of '{content.Info}', {bytes.Length} bytes, is no content that was put.");
        return content.Info;
    }
}
