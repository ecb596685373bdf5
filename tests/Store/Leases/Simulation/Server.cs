using System.Globalization;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>What is stored, and a witness of every write: epochs never fall, and no fenced write of the past gets through.</summary>
internal sealed class Server(World world, ObjectStoreCapabilities capabilities)
{
    private readonly SortedList<string, ServedObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LeaseRecord Record, UInt128? Holder)> _leases = [];
    private readonly Dictionary<string, FencedContent> _fenced = [];
    private long _version;

    public ObjectStoreCapabilities Capabilities => capabilities;

    public ServedObject? Find(ObjectKey key) => _objects.GetValueOrDefault(key.ToString());

    public PutResult Put(ObjectKey key, byte[] content, PutCondition condition, LeaseHolder? by)
    {
        if (!Holds(key, condition))
            return new PutResult(null);
        var version = new ObjectVersion((++_version).ToString(CultureInfo.InvariantCulture));
        _objects[key.ToString()] = new ServedObject(new ObjectInfo(key, content.Length, version), content);
        Witness(key, content, by);
        return new PutResult(version);
    }

    public DeleteResult Delete(ObjectKey key) => _objects.Remove(key.ToString()) ? DeleteResult.Deleted : DeleteResult.NotFound;

    public bool DeleteIf(ObjectKey key, PutCondition condition) => Holds(key, condition) && _objects.Remove(key.ToString());

    /// <summary>The next few objects of a listing, which is no snapshot: others write between its pages.</summary>
    public List<ObjectInfo> Page(string prefix, string after, int most)
    {
        var page = new List<ObjectInfo>(most);
        foreach (var (key, served) in _objects)
            if (string.CompareOrdinal(key, after) > 0 && key.StartsWith(prefix, StringComparison.Ordinal) && page.Count < most)
                page.Add(served.Info);
        return page;
    }

    /// <summary>The number in a fenced counter.</summary>
    public static int CountIn(ReadOnlyMemory<byte>? content) => content is { Length: 4 } bytes ? BitConverter.ToInt32(bytes.Span) : 0;

    private bool Holds(ObjectKey key, PutCondition condition) => condition.Kind switch
    {
        PutConditionKind.IfAbsent => Find(key) is null,
        PutConditionKind.IfMatch => Find(key)?.Info.Version == condition.Version,
        _ => true,
    };

    private void Witness(ObjectKey key, byte[] content, LeaseHolder? by)
    {
        var link = key.ToString();
        var cell = capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap) ? link : link[..link.LastIndexOf('/')];
        // Of a chain the highest link counts.
        if (cell != link && Page($"{cell}/", link, most: 1) is not [])
            return;
        if (link.StartsWith(LeaseName.Folder, StringComparison.Ordinal))
            WitnessLease(cell, LeaseFormat.Read(content), by);
        else
            WitnessFenced(cell, FencedFormat.Read(key, content));
    }

    private void WitnessLease(string cell, LeaseRecord record, LeaseHolder? by)
    {
        if (record.Fault is not null)
            return;
        var (there, holder) = _leases.GetValueOrDefault(cell, (LeaseRecord.None, null));
        var isNew = record.Held is { } held && held.Id != holder;
        if (record.Epoch < there.Epoch || (isNew && record.Epoch == there.Epoch))
            world.Violate($"{cell} went from epoch {there.Epoch} to {record.Epoch}{(isNew ? ", of another holder" : "")}");
        if (there.Held is { } ended && ended.Holder != by)
            world.Incidents |= Incidents.TakeOver;
        _leases[cell] = (record, record.Held?.Id ?? holder);
    }

    private void WitnessFenced(string cell, FencedContent written)
    {
        var there = _fenced.GetValueOrDefault(cell, FencedContent.None);
        if (written.Epoch < there.Epoch)
            world.Violate($"{cell} took a write of epoch {written.Epoch} after one of {there.Epoch}");
        var (before, after) = (CountIn(there.Committed), CountIn(written.Committed));
        if (after != before && after != before + 1 && written.Committed is not null)
            world.Violate($"{cell} went from {before} to {after}: an increment was lost");
        _fenced[cell] = written;
    }
}

/// <summary>An object as the server has it.</summary>
internal sealed record ServedObject(ObjectInfo Info, byte[] Content);
