using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

public sealed class LeasedPointerTreeTests : LeasedTreeTests
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();
}

public sealed class LeasedChainTreeTests : LeasedTreeTests
{
    private protected override IObjectStore Objects { get; } = new PutIfAbsentOnly(new MemoryObjectStore());
}

public abstract class LeasedTreeTests : LeaseTest
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    private LeasedTree Tree(IObjectStore? objects = null) => new(Process(objects), "tree");

    [Fact]
    public async Task A_process_does_not_wait_for_itself()
    {
        var tree = Tree();
        await using (await tree.AcquireItemAsync("one", Purpose, Wait))
            await Assert.ThrowsAsync<LeaseHeldHereException>(async () => await tree.AcquireStructureAsync(Purpose, Wait));
        await using (await tree.AcquireStructureAsync(Purpose, Wait))
            await Assert.ThrowsAsync<LeaseHeldHereException>(async () => await tree.AcquireItemAsync("one", Purpose, Wait));
        await using var item = await tree.AcquireItemAsync("one", Purpose, Wait);
    }

    [Fact]
    public async Task Writers_that_come_one_after_the_other_do_not_keep_the_structure_away()
    {
        VirtualClock.StayOnThisThread();
        var coming = true;
        async Task WriteAsync(LeasedTree tree)
        {
            while (coming)
            {
                await using var item = await tree.AcquireItemAsync("one", Purpose, TimeSpan.FromHours(1));
                await Task.Delay(TimeSpan.FromSeconds(1), Clock);
            }
        }
        var writers = new[] { WriteAsync(Tree()), WriteAsync(Tree()), WriteAsync(Tree()) };
        var structure = Tree().AcquireStructureAsync(Purpose, TimeSpan.FromSeconds(30)).AsTask();
        Clock.Advance(TimeSpan.FromSeconds(30));
        await (await structure).ReleaseAsync();
        coming = false;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task A_thousand_items_that_are_held_are_listed_and_not_each_read()
    {
        var writing = Tree();
        var items = new List<Lease>();
        for (var item = 0; item < 1000; item++)
            items.Add(await writing.AcquireItemAsync($"{item}", Purpose, Wait));
        var recording = new Recording();
        var deleter = Tree(new GatedObjectStore(Objects, recording));
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await deleter.AcquireStructureAsync(Purpose, TimeSpan.Zero));
        Assert.InRange(recording.Passed.Count(operation => operation.Kind == "get"), 1, 5);
        await Task.WhenAll(items.Select(item => item.ReleaseAsync().AsTask()));
        var before = recording.Passed.Count(operation => operation.Kind == "get");
        await using var structure = await deleter.AcquireStructureAsync(Purpose, TimeSpan.Zero);
        Assert.InRange(recording.Passed.Count(operation => operation.Kind == "get") - before, 0, 2);
    }
}
