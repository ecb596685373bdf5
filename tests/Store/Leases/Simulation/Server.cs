using System.Globalization;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>What is stored, and a witness of every write: epochs never fall, and no fenced write of the past gets through.</summary>
internal sealed class Server(World world, ObjectStoreCapabilities capabilities)
{
    private readonly SortedList<string, (byte[] Content, long Version)> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Epoch, UInt128? Holder)> _leases = [];
    private readonly Dictionary<string, FencedContent> _fenced = [];
    private long _version;

    public ObjectStoreCapabilities Capabilities => capabilities;

    public (byte[] Content, long Version)? Find(string key) => _objects.TryGetValue(key, out var found) ? found : null;

    public PutResult Put(string key, byte[] content, PutCondition condition)
    {
        var there = Find(key)?.Version;
        var holds = condition.Kind switch
        {
            PutConditionKind.IfAbsent => there is null,
            PutConditionKind.IfMatch => $"{there}" == condition.Version!.Value.Value,
            _ => true,
        };
        if (!holds)
            return new PutResult(null);
        _objects[key] = (content, ++_version);
        Witness(key, content);
        return new PutResult(new ObjectVersion(_version.ToString(CultureInfo.InvariantCulture)));
    }

    public DeleteResult Delete(string key) => _objects.Remove(key) ? DeleteResult.Deleted : DeleteResult.NotFound;

    public bool DeleteIfMatch(string key, PutCondition condition) => $"{Find(key)?.Version}" == condition.Version?.Value && _objects.Remove(key);

    /// <summary>The next few objects of a listing, which is no snapshot: others write between its pages.</summary>
    public List<ObjectInfo> Page(string prefix, string after, int most)
    {
        var page = new List<ObjectInfo>();
        foreach (var (key, (content, version)) in _objects)
            if (string.CompareOrdinal(key, after) > 0 && key.StartsWith(prefix, StringComparison.Ordinal) && page.Count < most)
                page.Add(new ObjectInfo(ObjectKey.Parse(key), content.Length, new ObjectVersion(version.ToString(CultureInfo.InvariantCulture))));
        return page;
    }

    /// <summary>The number in a fenced counter.</summary>
    public static int CountIn(ReadOnlyMemory<byte>? content) => content is { Length: 4 } bytes ? BitConverter.ToInt32(bytes.Span) : 0;

    private void Witness(string key, byte[] content)
    {
        var cell = capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap) ? key : key[..key.LastIndexOf('/')];
        // Of a chain the highest link counts.
        if (cell != key && string.CompareOrdinal(Page($"{cell}/", key, most: 1).FirstOrDefault()?.Key.ToString(), key) > 0)
            return;
        if (key.StartsWith(LeaseName.Folder, StringComparison.Ordinal))
            WitnessLease(cell, LeaseFormat.Read(content));
        else
            WitnessFenced(cell, FencedFormat.Read(ObjectKey.Parse(key), content));
    }

    private void WitnessLease(string cell, LeaseRecord record)
    {
        if (record.Fault is not null)
            return;
        var (epoch, holder) = _leases.GetValueOrDefault(cell);
        var isNew = record.Held is { } held && held.Id != holder;
        if (record.Epoch < epoch || (isNew && record.Epoch == epoch))
            world.Violate($"{cell} went from epoch {epoch} to {record.Epoch}{(isNew ? ", of another holder" : "")}");
        _leases[cell] = (record.Epoch, record.Held?.Id ?? holder);
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
