using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>What a store is asked for while the power goes or the disk fails.</summary>
internal static class Scenarios
{
    public static readonly ObjectKey One = ObjectKey.Parse("things/one");
    public static readonly ObjectKey Two = ObjectKey.Parse("things/two");

    public static readonly byte[] Small = "the content of one"u8.ToArray();
    public static readonly byte[] Other = "what comes in its place"u8.ToArray();

    /// <summary>More than a store keeps in memory, so that it is staged before it is committed.</summary>
    public static readonly byte[] Large = [.. Enumerable.Range(0, 70_000).Select(at => (byte)(at * 31))];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("put into a new folder", store => PutAsync(store, One, Small)),
        new("put below new folders", store => PutAsync(store, ObjectKey.Parse("a/b/c"), Small)),
        new("put at the root", store => PutAsync(store, ObjectKey.Parse("top"), Small)),
        new("put nothing", store => PutAsync(store, One, [])),
        new("put a large one", store => PutAsync(store, One, Large)),
        new("put into a folder that it made", store => PutAsync(store, One, Small)) { Before = store => PutAsync(store, Two, Other) },
        new("put into a folder that was there", store => PutAsync(store, One, Small)) { Image = DiskImage.Empty.With("things/two", Other) },
        new("put what is there", store => PutAsync(store, One, Small)) { Before = store => PutAsync(store, One, Small) },
        new("put a large one that is there", store => PutAsync(store, One, Large)) { Before = store => PutAsync(store, One, Large) },
        new("swap", store => SwapAsync(store, One, Other)) { Before = store => PutAsync(store, One, Small) },
        new("swap for a large one", store => SwapAsync(store, One, Large)) { Before = store => PutAsync(store, One, Small) },
        new("swap twice", async store => { await SwapAsync(store, One, Other); await SwapAsync(store, One, Large); }) { Before = store => PutAsync(store, One, Small) },
        new("put anyway where nothing is", store => PutAnywayAsync(store, One, Small)),
        new("put anyway over another", store => PutAnywayAsync(store, One, Other)) { Before = store => PutAsync(store, One, Small) },
        new("delete beside another", store => DeleteAsync(store, One)) { Before = async store => { await PutAsync(store, One, Small); await PutAsync(store, Two, Other); } },
        new("delete the last of its folder", store => DeleteAsync(store, One)) { Before = store => PutAsync(store, One, Small) },
        new("delete the last of several folders", store => DeleteAsync(store, ObjectKey.Parse("a/b/c"))) { Before = store => PutAsync(store, ObjectKey.Parse("a/b/c"), Small) },
        new("delete, and put again", async store => { await DeleteAsync(store, One); await PutAsync(store, One, Small); }) { Before = store => PutAsync(store, One, Small) },
        new("sweep what a crash left", async store => await store.SweepAsync(TimeSpan.Zero)) { Image = DiskImage.Empty.With("things/two", Other).With(".staging/.left.staging", Small) },
        new("store a payload", async store => await new PayloadStore(store).StoreAsync(Small)) { After = VerifyAsync },
        new("store a large payload", async store => await new PayloadStore(store).StoreAsync(new MemoryStream(Large))) { After = VerifyAsync },
        new("store a payload that is there", async store => await new PayloadStore(store).StoreAsync(Small)) { Before = async store => await new PayloadStore(store).StoreAsync(Small), After = VerifyAsync },
    ];

    public static Scenario Named(string name) => All.Single(scenario => scenario.Name == name);

    public static async Task PutAsync(IObjectStore store, ObjectKey key, byte[] content) => await store.PutAsync(key, content, PutCondition.IfAbsent);

    public static async Task PutAnywayAsync(IObjectStore store, ObjectKey key, byte[] content) =>
        Assert.True((await store.PutAsync(key, content, PutCondition.Any)).IsStored);

    public static async Task DeleteAsync(IObjectStore store, ObjectKey key) => await store.DeleteAsync(key);

    private static async Task VerifyAsync(IObjectStore store)
    {
        var payloads = new PayloadStore(store);
        await foreach (var hash in payloads.ListAsync())
            await payloads.VerifyAsync(hash);
    }

    public static async Task SwapAsync(IObjectStore store, ObjectKey key, byte[] content)
    {
        var there = await store.HeadAsync(key);
        Assert.True((await store.PutAsync(key, content, PutCondition.IfMatch(there!.Version))).IsStored);
    }
}
