using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A drain passes by the locks that it cannot read, and deletes under their holders.</summary>
public sealed class W2_UnreadableLockSkipped : LeaseTest
{
    private static readonly ObjectKey Half = ObjectKey.Parse("leases/tree/items/one.lease");

    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_an_item_is_taken_for_free_whose_lock_is_half_written()
    {
        await Objects.PutAsync(Half, "{\"holder\":"u8.ToArray(), PutCondition.IfAbsent);
        Assert.Empty(await NaiveHeldAsync());
    }

    [Fact]
    public async Task Guarded_what_cannot_be_read_is_held()
    {
        await Objects.PutAsync(Half, "{\"holder\":"u8.ToArray(), PutCondition.IfAbsent);
        var waiting = new LeasedTree(Process(), "tree").AcquireStructureAsync(Purpose, TimeSpan.FromMinutes(10)).AsTask();
        Clock.Advance(TimeSpan.FromMinutes(10));
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => waiting);
        Assert.NotNull(unavailable.HeldBy!.Fault);
    }

    private async Task<List<string>> NaiveHeldAsync()
    {
        var held = new List<string>();
        await foreach (var info in Objects.ListAsync("leases/tree/items/"))
        {
            try
            {
                using var json = System.Text.Json.JsonDocument.Parse(await ContentAsync(info.Key));
                held.Add(json.RootElement.GetProperty("holder").ToString());
            }
            catch (System.Text.Json.JsonException)
            {
            }
        }
        return held;
    }
}
