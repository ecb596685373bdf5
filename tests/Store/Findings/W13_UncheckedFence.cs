using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A token that is called fencing, and that no resource checks: who wakes up late writes over what came after.</summary>
public sealed class W13_UncheckedFence : LeaseTest
{
    private static readonly ObjectKey Key = ObjectKey.Parse("head");
    private static readonly byte[] Late = "late"u8.ToArray();
    private static readonly byte[] Later = "later"u8.ToArray();

    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_the_late_write_wins()
    {
        var (stopped, holder) = await TwoHoldersAsync();
        Assert.True(holder.Epoch > stopped.Epoch);
        await Objects.PutAsync(Key, Later, PutCondition.Any);
        await Objects.PutAsync(Key, Late, PutCondition.Any);
        Assert.Equal(Late, await ContentAsync(Key));
    }

    [Fact]
    public async Task Guarded_the_late_write_is_refused()
    {
        var pointer = new FencedPointer(Objects, Key);
        var (stopped, holder) = await TwoHoldersAsync(async lease => await pointer.TakeAsync(lease.Epoch));
        await pointer.TakeAsync(holder.Epoch);
        await pointer.CommitAsync(holder.Epoch, Later);
        await Assert.ThrowsAsync<StaleEpochException>(async () => await pointer.CommitAsync(stopped.Epoch, Late));
        Assert.Equal(Later, (await pointer.ReadAsync())!.Value.ToArray());
    }

    private async Task<(Lease Stopped, Lease Holder)> TwoHoldersAsync(Func<Lease, Task>? begin = null)
    {
        var sleep = new Death();
        var stopped = await HaveAsync(Process(new GatedObjectStore(Objects, sleep)));
        await (begin?.Invoke(stopped) ?? Task.CompletedTask);
        sleep.Strike();
        var taking = Process().AcquireAsync(Name, Purpose, TimeSpan.FromMinutes(5)).AsTask();
        Clock.Advance(TimeSpan.FromMinutes(1));
        return (stopped, await taking);
    }
}
