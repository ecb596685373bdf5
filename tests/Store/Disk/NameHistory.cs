namespace Guarded.Store.Tests.Disk;

/// <summary>
/// What one name of a folder has led to since the folder was last flushed. A reader sees the last; after a crash the disk
/// may have any of them, whatever the other names have: nothing orders what was not flushed.
/// </summary>
internal sealed class NameHistory(DiskNode? onPlatter)
{
    private readonly List<DiskNode?> _values = [onPlatter];
    private int _lost;

    public DiskNode? Now => _values[^1];

    /// <summary>What is on the platter for certain comes first, or what was there longest.</summary>
    public IReadOnlyList<DiskNode?> Possible => _values.Count == 1 ? _values : [.. _values.Distinct()];

    public void Change(DiskNode? node)
    {
        if (Now is { } before)
            before.Names--;
        if (node is not null)
            node.Names++;
        _values.Add(node);
    }

    /// <summary>What a flush that failed left behind counts as clean: the next flush does not write it.</summary>
    public void Flush(bool failed)
    {
        if (failed && _values.Count > 1)
            _lost = _values.Count;
        else if (!failed && _values.Count > _lost)
        {
            _values.RemoveRange(0, _values.Count - 1);
            _lost = 0;
        }
    }
}
