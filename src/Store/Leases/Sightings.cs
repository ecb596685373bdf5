using System.Collections.Concurrent;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>Which states of held leases were seen, and since when on this process's own clock, which no other is compared with.</summary>
internal sealed class Sightings(TimeProvider time)
{
    // Those that nobody asks for again are dropped with the rest; whoever still waits begins to watch anew.
    private const int Most = 16 * 1024;

    private readonly ConcurrentDictionary<ObjectKey, Sighting> _seen = [];

    /// <summary>How long a state has been the one that is seen: from after it was first read until now.</summary>
    public TimeSpan UnchangedFor(ObjectKey key, string? version)
    {
        var now = time.GetTimestamp();
        if (_seen.TryGetValue(key, out var earlier) && earlier.Version == version)
            return time.GetElapsedTime(earlier.Since, now);
        if (_seen.Count >= Most)
            _seen.Clear();
        _seen[key] = new Sighting(version, now);
        return TimeSpan.Zero;
    }

    public void Forget(ObjectKey key) => _seen.TryRemove(key, out _);

    private readonly record struct Sighting(string? Version, long Since);
}
