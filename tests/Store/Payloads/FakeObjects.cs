using System.Globalization;
using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Payloads;

/// <summary>Objects in a dictionary, whose bytes can decay, and which remembers what each key has held.</summary>
internal sealed class FakeObjects : IObjectStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (byte[] Bytes, long Version)> _objects = new(StringComparer.Ordinal);
    private long _version;

    public ObjectStoreCapabilities Capabilities { get; init; } = ObjectStoreCapabilities.CompareAndSwap | ObjectStoreCapabilities.ConditionalDelete;

    public List<ForeignEntry> Foreign { get; } = [];

    /// <summary>Each change of a key, in order; null where it was removed.</summary>
    public List<(string Key, byte[]? Bytes)> History { get; } = [];

    public TimeSpan? SweptAge { get; private set; }

    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_gate)
                return [.. _objects.Keys];
        }
    }

    public byte[]? this[string key]
    {
        get
        {
            lock (_gate)
                return _objects.TryGetValue(key, out var found) ? found.Bytes : null;
        }
    }

    /// <summary>Another program writes here, past every condition.</summary>
    public void Plant(string key, byte[] bytes)
    {
        lock (_gate)
            Set(key, bytes);
    }

    /// <summary>The disk changes bytes, and nothing shows it.</summary>
    public void Decay(string key, byte[] bytes)
    {
        lock (_gate)
            _objects[key] = (bytes, _objects[key].Version);
    }

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new Staged(this));
    }

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (Find(key) is not { } info)
                return new((ObjectContent?)null);
            var bytes = _objects[key.ToString()].Bytes;
            var part = range ?? new ByteRange(0);
            var length = (int)part.LengthWithin(bytes.Length);
            return new(new ObjectContent(info, new MemoryStream(bytes, length == 0 ? 0 : (int)part.Offset, length, writable: false)));
        }
    }

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return new(Find(key));
    }

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (Find(key) is not { } info)
                return new(DeleteResult.NotFound);
            if (ifMatch is not null && info.Version != ifMatch)
                return new(DeleteResult.Mismatch);
            _objects.Remove(key.ToString());
            History.Add((key.ToString(), null));
            return new(DeleteResult.Deleted);
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var key in Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after?.ToString()) > 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await HeadAsync(ObjectKey.Parse(key), cancellationToken) is { } info)
                yield return info;
        }
    }

    public async IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var entry in Foreign.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        SweptAge = minimumAge;
        return new(new SweepResult(Removed: 1, Kept: 2));
    }

    private ObjectInfo? Find(ObjectKey key) => _objects.TryGetValue(key.ToString(), out var found)
        ? new ObjectInfo(key, found.Bytes.Length, new ObjectVersion(found.Version.ToString(CultureInfo.InvariantCulture)))
        : null;

    private ObjectVersion Set(string key, byte[] bytes)
    {
        _objects[key] = (bytes, ++_version);
        History.Add((key, bytes));
        return new ObjectVersion(_version.ToString(CultureInfo.InvariantCulture));
    }

    private PutResult Put(ObjectKey key, PutCondition condition, MemoryStream content)
    {
        lock (_gate)
        {
            var there = Find(key);
            return condition.Kind switch
            {
                PutConditionKind.IfAbsent when there is not null => default,
                PutConditionKind.IfMatch when there?.Version != condition.Version => default,
                _ => new PutResult(Set(key.ToString(), content.ToArray())),
            };
        }
    }

    private sealed class Staged(FakeObjects objects) : StagedObject
    {
        private readonly MemoryStream _content = new();
        private bool _committed;

        public override Stream Content => _content;

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Assert.False(_committed, "What is stored is committed once.");
            var result = objects.Put(key, condition, _content);
            _committed = result.IsStored;
            return new(result);
        }

        public override ValueTask DisposeAsync() => _content.DisposeAsync();
    }
}
