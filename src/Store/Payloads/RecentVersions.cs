using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>The states of objects that were met last. The older half is forgotten when there are too many.</summary>
internal sealed class RecentVersions(int capacity)
{
    private readonly Lock _gate = new();
    private Dictionary<ObjectKey, ObjectVersion> _newer = [];
    private Dictionary<ObjectKey, ObjectVersion> _older = [];

    public bool Contains(ObjectKey key, ObjectVersion version)
    {
        lock (_gate)
            return (_newer.TryGetValue(key, out var met) || _older.TryGetValue(key, out met)) && met == version;
    }

    public void Add(ObjectKey key, ObjectVersion version)
    {
        lock (_gate)
        {
            if (_newer.Count >= capacity / 2)
                (_older, _newer) = (_newer, []);
            _newer[key] = version;
        }
    }

    public void Remove(ObjectKey key)
    {
        lock (_gate)
        {
            _newer.Remove(key);
            _older.Remove(key);
        }
    }
}
