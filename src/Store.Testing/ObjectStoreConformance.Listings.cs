using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

public abstract partial class ObjectStoreConformance
{
    // Ordinal order is '-' '.' '/' digits '_' letters: that of the keys, not of folders with their names.
    private static readonly string[] Ordered =
        ["a", "a-b", "a.b/c", "b-/x", "b-x", "b.x", "b/a", "b/a-a", "b/b-/c", "b/b.b", "b/b/c", "b/b/d", "b/b0", "b/bb", "b0", "b_", "ba/c"];

    [SkippableFact]
    public async Task An_empty_store_lists_nothing()
    {
        Assert.Empty(await ListAsync());
        Assert.Empty(await ListAsync("things/"));
    }

    [SkippableFact]
    public async Task All_is_listed_in_the_order_of_the_keys()
    {
        await StoreOrderedAsync();
        Assert.Equal(Ordered, await ListKeysAsync());
    }

    [SkippableFact]
    public async Task A_listing_knows_what_head_knows()
    {
        await StoreOrderedAsync();
        foreach (var info in await ListAsync())
            Assert.Equal(await HeadAsync(info.Key), info);
    }

    [SkippableFact]
    public async Task A_prefix_may_be_cut_anywhere()
    {
        await StoreOrderedAsync();
        foreach (var prefix in Ordered.SelectMany(key => Enumerable.Range(1, key.Length).Select(length => key[..length])).Append("c").Append("b/c").Distinct())
            Assert.Equal(Ordered.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)), await ListKeysAsync(prefix));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("b/b")]
    public async Task A_listing_goes_on_after_any_key(string prefix)
    {
        await StoreOrderedAsync();
        foreach (var after in (string[])[.. Ordered, "0", "a.a", "b/b/c0", "b/c", "zz"])
            Assert.Equal(
                Ordered.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0),
                await ListKeysAsync(prefix, Key(after)));
    }

    [SkippableFact]
    public async Task A_listing_has_no_page_limit()
    {
        // S3 answers with 1,000 keys at a time; the next one begins like the thousandth.
        string[] keys = ["many/-", .. Enumerable.Range(0, 550).SelectMany(number => (string[])[$"many/{number:d3}", $"many/{number:d3}-more"])];
        var store = await ReopenAsync();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, cancellationToken) =>
            await store.PutAsync(Key(key), Bytes(key), PutCondition.IfAbsent, cancellationToken));

        Assert.Equal(keys, await ListKeysAsync());
        Assert.Equal(keys, await ListKeysAsync("many/"));
        Assert.Equal(keys[51..], await ListKeysAsync("many/", Key(keys[50])));
        Assert.Equal(keys[1_000..], await ListKeysAsync("many/", Key(keys[999])));
        Assert.Equal(keys[1_001..], await ListKeysAsync("many/", Key(keys[1_000])));
    }

    [SkippableFact]
    public async Task A_listing_can_be_left_early_and_taken_up_again()
    {
        await StoreOrderedAsync();
        var listed = new List<string>();
        for (var left = Ordered.Length; left > 0; left--)
        {
            await foreach (var info in (await ReopenAsync()).ListAsync("", listed.Count == 0 ? null : Key(listed[^1])))
            {
                listed.Add(info.Key.ToString());
                break;
            }
        }
        Assert.Equal(Ordered, listed);
    }

    [SkippableTheory]
    [InlineData("a")]
    [InlineData("z")]
    public async Task What_stays_is_listed_once_and_in_order_while_others_come_and_go(string beside)
    {
        var staying = Enumerable.Range(0, 40).Select(number => $"stays/{number:d2}/m").ToArray();
        foreach (var key in staying)
            await StoreAsync(Key(key), key);
        foreach (var key in staying.Take(10))
            await StoreAsync(Beside(key), "goes");

        var (listed, writer) = (new List<string>(), await ReopenAsync());
        await foreach (var info in (await ReopenAsync()).ListAsync("stays/"))
        {
            var key = info.Key.ToString();
            listed.Add(key);
            // Behind the listing, at it and ahead of it: first all go, so that what follows moves up; then others come, and it moves down.
            if (Array.IndexOf(staying, key) is >= 0 and var at && at % 2 == 0)
            {
                await writer.PutAsync(info.Key, Bytes("replaced"), PutCondition.Any);
                if (at < 10)
                    await writer.DeleteAsync(Beside(staying[at]));
                else if (at < 38)
                    foreach (var near in (string[])[staying[at - 9], staying[at], staying[at + 1]])
                        await writer.PutAsync(Beside(near), Bytes("comes"), PutCondition.Any);
            }
        }
        Assert.Equal(listed.Distinct().Order(StringComparer.Ordinal), listed);
        Assert.Equal(staying, listed.Intersect(staying));

        ObjectKey Beside(string key) => Key($"{key[..^1]}{beside}");
    }

    [SkippableFact]
    public async Task What_is_stored_is_not_foreign()
    {
        await StoreOrderedAsync();
        var foreign = new List<string>();
        await foreach (var entry in (await ReopenAsync()).ListForeignAsync(""))
            foreign.Add(entry.Name);
        Assert.Empty(Ordered.Intersect(foreign));
    }

    private async Task StoreOrderedAsync()
    {
        foreach (var key in Ordered.Reverse())
            await StoreAsync(Key(key), $"content of {key}");
    }
}
