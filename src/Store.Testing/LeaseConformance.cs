using System.Globalization;
using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

/// <summary>
/// What <see cref="LeaseManager"/>, <see cref="LeasedTree"/> and <see cref="FencedPointer"/> promise, over any backend. Derive from
/// it, say how the backend is opened, and run it with xunit. Each process of a test opens the backend for itself.
/// </summary>
/// <remarks>Time is the suite's own, so that nothing is waited for and a slow backend loses no lease.</remarks>
public abstract partial class LeaseConformance : StoreConformance
{
    private const string Purpose = "testing";

    private static readonly TimeSpan TimeToLive = new LeaseOptions().TimeToLive;
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);
    private static readonly LeaseName Name = LeaseName.Parse("things/one");

    private readonly VirtualClock _clock = new();
    private int _processes;

    /// <summary>Whether to hide what the backend offers beyond put-if-absent: leases do without it, in a way of their own.</summary>
    protected virtual bool PutIfAbsentOnly => false;

    /// <summary>One in so many operations is made to fail, or to be the moment when another process comes: each, unless a slow backend leaves some out.</summary>
    protected virtual int Stride => 1;

    /// <summary>How many orders of concurrent calls are tried; a slow backend may try fewer. The environment's GUARDED_SEED runs one of them.</summary>
    protected virtual int Seeds => 100;

    /// <summary>The leases as another process sees them.</summary>
    /// <param name="gate">What stands between it and the store.</param>
    private async Task<LeaseManager> ProcessAsync(IGate? gate = null) => new(await ObjectsAsync(gate), options: null, _clock, Identity());

    private async Task<LeasedTree> TreeAsync(IGate? gate = null, string scope = "tree") => new(await ProcessAsync(gate), scope);

    private async Task<FencedPointer> PointerAsync(IGate? gate = null) => new(await ObjectsAsync(gate), Key("head"));

    private async Task<IObjectStore> ObjectsAsync(IGate? gate = null)
    {
        var objects = Blocking.Over(await ReopenOfferedAsync());
        return gate is null ? objects : new GatedObjectStore(objects, gate);
    }

    private async Task<IObjectStore> ReopenOfferedAsync() => PutIfAbsentOnly ? new PutIfAbsentOnly(await ReopenAsync()) : await ReopenAsync();

    private LeaseProcess Identity()
    {
        var number = Interlocked.Increment(ref _processes);
        return new LeaseProcess($"host-{number}", number, new Random(number));
    }

    private async Task<Lease> HaveAsync(IGate? gate = null, LeaseName? name = null) => await HaveAsync(await ProcessAsync(gate), name);

    private static async Task<Lease> HaveAsync(LeaseManager leases, LeaseName? name = null)
    {
        var lease = await leases.TryAcquireAsync(name ?? Name, Purpose);
        Assert.True(lease is not null, $"'{name ?? Name}' cannot be had, though nobody holds it.");
        return lease;
    }

    /// <summary>Has a lease in a process that ends where it stands: what it has under way neither goes on nor ends.</summary>
    private async Task<EpochToken> HaveAndDieAsync()
    {
        var death = new Death();
        var lease = await HaveAsync(death);
        death.Strike();
        return lease.Epoch;
    }

    private async Task<Lease?> TryAsync() => await (await ProcessAsync()).TryAcquireAsync(Name, Purpose);

    private async Task<LeaseState?> InspectAsync() => await (await ProcessAsync()).InspectAsync(Name);

    private async Task<byte[]?> ReadPointerAsync() => (await (await PointerAsync()).ReadAsync())?.ToArray();

    /// <summary>The object that the lease is in now.</summary>
    private async Task<ObjectKey> PlaceAsync() => (await ListAsync($"leases/{Name}.lease"))[^1].Key;

    /// <summary>Puts the next state of the lease past the protocol, as a store shows it that was harmed.</summary>
    private async Task HarmAsync(byte[] content)
    {
        var objects = await ObjectsAsync();
        var place = await PlaceAsync();
        var put = objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap)
            ? await objects.PutAsync(place, content, PutCondition.Any)
            : await objects.PutAsync(Key($"{place.ToString()[..^20]}{ulong.Parse(place.ToString()[^20..], CultureInfo.InvariantCulture) + 1:d20}"), content, PutCondition.IfAbsent);
        Assert.True(put.IsStored);
    }
}
