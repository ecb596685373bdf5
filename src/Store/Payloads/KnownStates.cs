using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>What this process has learnt by reading objects whole: which states of them match their hash, and which do not.</summary>
internal sealed class KnownStates
{
    private const int Capacity = 16_384;

    private readonly RecentVersions _whole = new(Capacity);
    private readonly RecentVersions _damaged = new(Capacity);

    public bool IsWhole(ObjectInfo state) => _whole.Contains(state.Key, state.Version);

    public bool IsDamaged(ObjectInfo state) => _damaged.Contains(state.Key, state.Version);

    public void Whole(ObjectKey key, ObjectVersion version)
    {
        _damaged.Remove(key);
        _whole.Add(key, version);
    }

    public void Damaged(ObjectKey key, ObjectVersion version)
    {
        _whole.Remove(key);
        _damaged.Add(key, version);
    }
}
