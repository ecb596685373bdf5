using System.Globalization;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    private const int Writers = 16;

    [SkippableFact]
    public async Task Of_many_that_put_if_absent_exactly_one_wins()
    {
        var stores = await OpenManyAsync(4);
        for (var round = 0; round < 20; round++)
        {
            var key = Key($"rounds/{round}");
            var results = await TogetherAsync(Writers, writer => PutAsync(stores[writer % stores.Count], key, $"writer {writer}", PutCondition.IfAbsent));
            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => results[writer].IsStored);
            Assert.Equal($"writer {winner}", await ReadTextAsync(key));
            Assert.Equal(results[winner].Version, (await HeadAsync(key))?.Version);
        }
    }

    [SkippableFact]
    public async Task Of_many_that_swap_the_same_state_exactly_one_wins()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var stores = await OpenManyAsync(4);
        for (var round = 0; round < 20; round++)
        {
            var read = await StoreAsync(One, $"round {round}", PutCondition.Any);
            var results = await TogetherAsync(Writers, writer => PutAsync(stores[writer % stores.Count], One, $"writer {writer} of {round}", PutCondition.IfMatch(read)));
            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => results[writer].IsStored);
            Assert.Equal($"writer {winner} of {round}", await ReadTextAsync(One));
        }
    }

    [SkippableFact]
    public async Task A_counter_that_many_swap_loses_no_step()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        const int counters = 8, steps = 25;
        // A swap fails because another succeeded. Ten times that leaves room for a server that turns both away.
        const int attempts = 10 * counters * steps;
        await StoreAsync(One, "0");
        var stores = await OpenManyAsync(counters);
        var done = await TogetherAsync(counters, async counter =>
        {
            var done = 0;
            for (var attempt = 0; attempt < attempts && done < steps; attempt++)
                if (await TryStepAsync(stores[counter]))
                    done++;
            return done;
        });
        Assert.All(done, steps => Assert.Equal(25, steps));
        Assert.Equal($"{counters * steps}", await ReadTextAsync(One));
    }

    [SkippableFact]
    public async Task Of_many_that_delete_the_same_state_exactly_one_does()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.ConditionalDelete);
        var stores = await OpenManyAsync(4);
        for (var round = 0; round < 20; round++)
        {
            var version = await StoreAsync(One, $"round {round}");
            var results = await TogetherAsync(Writers, async writer => await stores[writer % stores.Count].DeleteAsync(One, version));
            Assert.Single(results, DeleteResult.Deleted);
            Assert.Null(await HeadAsync(One));
        }
    }

    [SkippableFact]
    public async Task Of_a_swap_and_a_delete_of_the_same_state_exactly_one_wins()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap | ObjectStoreCapabilities.ConditionalDelete);
        var stores = await OpenManyAsync(2);
        for (var round = 0; round < 50; round++)
        {
            var version = await StoreAsync(One, $"round {round}", PutCondition.Any);
            var won = await TogetherAsync(2, async writer => writer == 0
                ? (await PutAsync(stores[0], One, $"swapped {round}", PutCondition.IfMatch(version))).IsStored
                : await stores[1].DeleteAsync(One, version) == DeleteResult.Deleted);
            Assert.True(won[0] != won[1], $"Round {round}: swapped {won[0]}, deleted {won[1]}.");
            Assert.Equal(won[0] ? $"swapped {round}" : null, await ReadTextAsync(One));
        }
    }

    [SkippableFact]
    public async Task A_swap_never_brings_back_what_was_deleted()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var stores = await OpenManyAsync(2);
        for (var round = 0; round < 50; round++)
        {
            var read = await StoreAsync(One, $"round {round}");
            // By turns, so that neither is always the first to begin.
            await TogetherAsync(2, async task => task == round % 2
                ? (await PutAsync(stores[task], One, $"swapped {round}", PutCondition.IfMatch(read))).IsStored
                : await stores[task].DeleteAsync(One) == DeleteResult.Deleted);
            Assert.Null(await ReadTextAsync(One));
        }
    }

    [SkippableFact]
    public async Task Of_many_that_replace_at_once_one_stays_and_is_whole()
    {
        var stores = await OpenManyAsync(4);
        for (var round = 0; round < 10; round++)
        {
            var put = await TogetherAsync(4, writer => PutAsync(stores[writer], One, ContentOf(writer), PutCondition.Any));
            Assert.Contains(await GetWholeAsync(await ReopenAsync(), One), put);
        }
    }

    [SkippableFact]
    public async Task A_put_that_was_acknowledged_is_lost_to_a_delete_of_that_key_only()
    {
        var stores = await OpenManyAsync(3);
        for (var round = 0; round < 50; round++)
        {
            var key = Key($"rounds/{round}");
            var deleted = DeleteResult.NotFound;
            var stored = await TogetherAsync(3, async task =>
            {
                if (task < 2)
                    return (await PutAsync(stores[task], key, $"writer {task}", PutCondition.IfAbsent)).IsStored;
                deleted = await stores[2].DeleteAsync(key);
                return false;
            });
            var there = await ReadTextAsync(key);
            var said = $"Round {round}: stored {stored[0]} and {stored[1]}, {deleted}, then there was '{there}'.";
            Assert.True(stored[0] || stored[1], said);
            // Both were stored: the delete came in between. It found nothing: it came first.
            if ((stored[0] && stored[1]) || deleted == DeleteResult.NotFound)
                Assert.True(there is not null, said);
            if (there is not null)
                Assert.True(there == "writer 0" ? stored[0] : stored[1], said);
        }
    }

    [SkippableFact]
    public async Task Puts_beside_deletes_in_the_same_place_are_all_kept()
    {
        var stores = await OpenManyAsync(4);
        for (var round = 0; round < 50; round++)
        {
            // The place is empty again and again: what removes empty folders must not remove one that is being filled.
            var (leaving, coming) = (Key($"place/{round % 2}/leaving"), Key($"place/{round % 2}/coming"));
            await StoreAsync(leaving, "leaves");
            var results = await TogetherAsync(2, async writer => writer == 0
                ? await stores[0].DeleteAsync(leaving) == DeleteResult.Deleted
                : (await PutAsync(stores[1], coming, $"round {round}", PutCondition.IfAbsent)).IsStored);
            Assert.Equal([true, true], results);
            Assert.Equal([coming.ToString()], await ListKeysAsync($"place/{round % 2}/"));
            Assert.Equal($"round {round}", await ReadTextAsync(coming));
            Assert.Equal(DeleteResult.Deleted, await DeleteAsync(coming));
        }
    }

    private static async Task<PutResult> PutAsync(IObjectStore store, ObjectKey key, string content, PutCondition condition) =>
        await store.PutAsync(key, Bytes(content), condition);

    private static async Task<bool> TryStepAsync(IObjectStore store)
    {
        await using var content = await store.GetAsync(One);
        Assert.NotNull(content);
        var value = int.Parse(await new StreamReader(content.Stream).ReadToEndAsync(), CultureInfo.InvariantCulture);
        return (await PutAsync(store, One, $"{value + 1}", PutCondition.IfMatch(content.Info.Version))).IsStored;
    }
}
