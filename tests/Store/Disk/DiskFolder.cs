namespace Guarded.Store.Tests.Disk;

/// <summary>A folder: its names and what each may lead to.</summary>
internal sealed class DiskFolder(int number) : DiskNode(number)
{
    private readonly SortedDictionary<string, NameHistory> _names = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, NameHistory>> All => _names;

    public IEnumerable<KeyValuePair<string, DiskNode>> Visible =>
        from name in _names
        where name.Value.Now is not null
        select KeyValuePair.Create(name.Key, name.Value.Now!);

    public DiskNode? Find(string name) => _names.GetValueOrDefault(name)?.Now;

    /// <summary>Puts a name on the platter.</summary>
    public void Plant(string name, DiskNode node)
    {
        node.Names++;
        _names.Add(name, new NameHistory(node));
    }

    public void Change(string name, DiskNode? node)
    {
        if (!_names.TryGetValue(name, out var history))
            _names.Add(name, history = new NameHistory(onPlatter: null));
        history.Change(node);
    }

    public void Flush(bool failed)
    {
        foreach (var history in _names.Values)
            history.Flush(failed);
    }
}
