using System.Globalization;
using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

/// <summary>Processes that share the leases of one store, on a clock that the test moves.</summary>
public abstract class LeaseTest
{
    private protected const string Purpose = "testing";

    private protected static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(30);
    private protected static readonly LeaseName Name = LeaseName.Parse("things/one");

    private int _processes;

    private protected VirtualClock Clock { get; } = new();

    private protected abstract IObjectStore Objects { get; }

    /// <summary>The leases as another process sees them.</summary>
    private protected LeaseManager Process(IObjectStore? objects = null, LeaseOptions? options = null) =>
        new(objects ?? Objects, options, Clock, Identity());

    private protected LeaseProcess Identity() => new($"host-{++_processes}", _processes, new Random(_processes));

    private protected static async Task<Lease> HaveAsync(LeaseManager leases, LeaseName? name = null)
    {
        var lease = await leases.TryAcquireAsync(name ?? Name, Purpose);
        Assert.NotNull(lease);
        return lease;
    }

    /// <summary>Ends a process where it stands: what it has under way neither goes on nor ends.</summary>
    private protected static async Task<EpochToken> HaveAndDieAsync(LeaseManager leases, Death store)
    {
        var lease = await HaveAsync(leases);
        store.Strike();
        return lease.Epoch;
    }

    /// <summary>The object that the lease is in now.</summary>
    private protected async Task<ObjectKey> PlaceAsync(LeaseName? name = null)
    {
        ObjectKey? last = null;
        await foreach (var info in Objects.ListAsync((name ?? Name).Key.ToString()))
            last = info.Key;
        return last!;
    }

    private protected async Task<byte[]> ContentAsync(ObjectKey key)
    {
        await using var content = await Objects.GetAsync(key);
        var bytes = new byte[content!.Info.Length];
        await content.Stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private protected static long Number(EpochToken epoch) => long.Parse(epoch.ToString().Split('.')[1], CultureInfo.InvariantCulture);
}
