using System.Collections.Immutable;

namespace Guarded.Store.Objects;

/// <summary>The objects of one moment in ordinal order of their keys. A change makes another moment, which shares all the rest.</summary>
internal sealed class MemoryObjects
{
    private readonly ImmutableSortedSet<Entry> _entries;

    private MemoryObjects(ImmutableSortedSet<Entry> entries) => _entries = entries;

    public static MemoryObjects Empty { get; } =
        new(ImmutableSortedSet.Create<Entry>(Comparer<Entry>.Create((x, y) => string.CompareOrdinal(x.Name, y.Name))));

    public MemoryObject? Find(ObjectKey key) => _entries.TryGetValue(At(key), out var found) ? found.Object : null;

    public MemoryObjects With(MemoryObject added)
    {
        var entry = At(added.Info.Key) with { Object = added };
        return new(_entries.Remove(entry).Add(entry));
    }

    public MemoryObjects Without(ObjectKey key) => new(_entries.Remove(At(key)));

    /// <summary>The first object whose key is this text or comes after it.</summary>
    public MemoryObject? FirstFrom(string name)
    {
        var place = _entries.IndexOf(new Entry(name));
        return AtPlace(place < 0 ? ~place : place);
    }

    /// <summary>The first object whose key comes after this one.</summary>
    public MemoryObject? FirstAfter(ObjectKey key)
    {
        var place = _entries.IndexOf(At(key));
        return AtPlace(place < 0 ? ~place : place + 1);
    }

    private MemoryObject? AtPlace(int place) => place < _entries.Count ? _entries[place].Object : null;

    private static Entry At(ObjectKey key) => new(key.ToString());

    // Entries are compared by name alone, so that one without an object finds the one with it.
    private readonly record struct Entry(string Name, MemoryObject? Object = null);
}
