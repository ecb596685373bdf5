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
    public async Task Items_are_had_side_by_side_and_each_by_one()
    {
        await using var one = await Tree().AcquireItemAsync("one", Purpose, Wait);
        await using var other = await Tree().AcquireItemAsync("other/deeper", Purpose, Wait);
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await Tree().AcquireItemAsync("one", Purpose, TimeSpan.Zero));
        Assert.True(one.IsHeld && other.IsHeld);
    }

    [Fact]
    public async Task The_structure_waits_for_every_item()
    {
        var one = await Tree().AcquireItemAsync("one", Purpose, Wait);
        var other = await Tree().AcquireItemAsync("other", Purpose, Wait);
        var structure = Tree().AcquireStructureAsync(Purpose, Wait).AsTask();
        Clock.Advance(TimeSpan.FromSeconds(5));
        await one.ReleaseAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(structure.IsCompleted);
        await other.ReleaseAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await structure).IsHeld);
    }

    [Fact]
    public async Task An_item_waits_for_the_structure()
    {
        var structure = await Tree().AcquireStructureAsync(Purpose, Wait);
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await Tree().AcquireItemAsync("one", Purpose, TimeSpan.Zero));
        Assert.Equal(structure.Holder, unavailable.HeldBy!.Holder);
        var item = Tree().AcquireItemAsync("one", Purpose, Wait).AsTask();
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(item.IsCompleted);
        await structure.ReleaseAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await item).IsHeld);
    }

    [Fact]
    public async Task Where_a_writer_comes_at_any_moment_of_the_drain_one_of_the_two_waits_for_the_other()
    {
        for (var at = 1; ; at++)
        {
            var tree = $"tree-{at}";
            Lease? item = null;
            var calling = new Calling(at, async () => item = await TryItemAsync(new LeasedTree(Process(), tree)));
            var deleter = new LeasedTree(Process(new GatedObjectStore(Objects, calling)), tree);
            var structure = deleter.AcquireStructureAsync(Purpose, Wait).AsTask();
            Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(item is null, structure.IsCompleted);
            if (item is not null)
                await item.ReleaseAsync();
            Clock.Advance(TimeSpan.FromSeconds(30));
            await using var had = await structure;
            if (!calling.WasReached)
                return;
        }
    }

    [Fact]
    public async Task Where_a_deleter_comes_at_any_moment_of_an_acquisition_one_of_the_two_waits_for_the_other()
    {
        for (var at = 1; ; at++)
        {
            var tree = $"tree-{at}";
            Lease? structure = null;
            var calling = new Calling(at, async () => structure = await TryStructureAsync(new LeasedTree(Process(), tree)));
            var writer = new LeasedTree(Process(new GatedObjectStore(Objects, calling)), tree);
            var item = writer.AcquireItemAsync("one", Purpose, Wait).AsTask();
            Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(structure is null, item.IsCompleted);
            if (structure is not null)
                await structure.ReleaseAsync();
            Clock.Advance(TimeSpan.FromSeconds(30));
            await using var had = await item;
            Assert.True(structure is null || had.Epoch > structure.Epoch);
            if (!calling.WasReached)
                return;
        }
    }

    [Fact]
    public async Task A_dead_writer_is_waited_for_one_time_to_live_and_its_late_commit_is_refused()
    {
        var death = new Death();
        var dead = await Tree(new GatedObjectStore(Objects, death)).AcquireItemAsync("one", Purpose, Wait);
        var pointer = new FencedPointer(Objects, ObjectKey.Parse("one-head"));
        await pointer.TakeAsync(dead.Epoch);
        await pointer.CommitAsync(dead.Epoch, new byte[] { 1 });
        death.Strike();

        var acquiring = Tree().AcquireStructureAsync(Purpose, Wait).AsTask();
        Clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.False(acquiring.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await using (var structure = await acquiring)
        {
            await pointer.TakeAsync(structure.Epoch);
            await pointer.ClearAsync(structure.Epoch);
        }
        await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.CommitAsync(dead.Epoch, new byte[] { 2 }));

        await using var next = await Tree().AcquireItemAsync("one", Purpose, Wait);
        Assert.Null(await pointer.TakeAsync(next.Epoch));
        await pointer.CommitAsync(next.Epoch, new byte[] { 3 });
    }

    [Fact]
    public async Task A_dead_deleter_keeps_writers_out_for_one_time_to_live()
    {
        var death = new Death();
        var dead = await Tree(new GatedObjectStore(Objects, death)).AcquireStructureAsync(Purpose, Wait);
        death.Strike();
        var item = Tree().AcquireItemAsync("one", Purpose, Wait).AsTask();
        Clock.Advance(TimeToLive - TimeSpan.FromTicks(1));
        Assert.False(item.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await item).Epoch > dead.Epoch);
    }

    [Theory]
    [InlineData("leases/tree/items/broken.lease", "")]
    [InlineData("leases/tree/items/broken.lease/00000000000000000001", "not a lease")]
    [InlineData("leases/tree/items/somebody-elses", "")]
    public async Task What_lies_among_the_items_and_cannot_be_read_counts_as_held(string key, string content)
    {
        await Objects.PutAsync(ObjectKey.Parse(key), System.Text.Encoding.UTF8.GetBytes(content), PutCondition.IfAbsent);
        var structure = Tree().AcquireStructureAsync(Purpose, TimeSpan.FromHours(1)).AsTask();
        Clock.Advance(TimeSpan.FromHours(1));
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => structure);
        Assert.Contains(unavailable.HeldBy is { } held ? $"{held.Name}" : key, unavailable.Message, StringComparison.Ordinal);
        await using var item = await Tree().AcquireItemAsync("other", Purpose, Wait);
    }

    [Fact]
    public async Task An_unreadable_structure_keeps_writers_out()
    {
        var key = Objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap) ? "leases/tree/structure.lease" : "leases/tree/structure.lease/00000000000000000001";
        await Objects.PutAsync(ObjectKey.Parse(key), "?"u8.ToArray(), PutCondition.IfAbsent);
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await Tree().AcquireItemAsync("one", Purpose, TimeSpan.Zero));
    }

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

    private static async Task<Lease?> TryItemAsync(LeasedTree tree)
    {
        try
        {
            return await tree.AcquireItemAsync("one", Purpose, TimeSpan.Zero);
        }
        catch (LeaseUnavailableException)
        {
            return null;
        }
    }

    private static async Task<Lease?> TryStructureAsync(LeasedTree tree)
    {
        try
        {
            return await tree.AcquireStructureAsync(Purpose, TimeSpan.Zero);
        }
        catch (LeaseUnavailableException)
        {
            return null;
        }
    }
}
