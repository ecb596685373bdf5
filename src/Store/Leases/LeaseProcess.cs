using System.Collections.Concurrent;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>A process as holders are told by, and the leases that it has, so that it does not wait for itself.</summary>
internal sealed class LeaseProcess(string host, int id, Random random)
{
    private const int MaxHostLength = 255;

    private readonly ConcurrentDictionary<UInt128, Lease> _held = [];

    /// <summary>The one that this runs in.</summary>
    public static LeaseProcess Current { get; } = new(Environment.MachineName, Environment.ProcessId, Random.Shared);

    public LeaseHolder Holder { get; } = new(host.Length > MaxHostLength ? host[..MaxHostLength] : host, id, RandomToken.Format(RandomToken.New()));

    /// <summary>What its pauses are drawn from.</summary>
    public Random Random { get; } = random;

    /// <summary>From when it is given out: of one that nobody was told of, nobody is told that it is held here.</summary>
    public void Add(Lease lease) => _held[lease.Id] = lease;

    public void Remove(Lease lease) => _held.TryRemove(lease.Id, out _);

    /// <summary>The lease, where this process has it. One that is lost and not yet disposed of is nobody's.</summary>
    public Lease? Find(UInt128 id) => _held.TryGetValue(id, out var lease) && lease.IsHeld ? lease : null;
}
