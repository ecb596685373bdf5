using System.Globalization;
using System.Runtime.CompilerServices;

namespace Guarded.Store.Objects;

/// <summary>
/// Objects in memory, for tests and for caches. All of the contract holds between the threads of this process, save for
/// durability: nothing survives the process, and an instance shares nothing with another.
/// </summary>
/// <remarks>Its objects take as much memory as they are long, those also that were replaced while a reader has them open.</remarks>
public sealed class MemoryObjectStore : IObjectStore
{
    private readonly Lock _writing = new();
    private volatile MemoryObjects _objects = MemoryObjects.Empty;
    private long _lastVersion;

    /// <inheritdoc/>
    public ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.CompareAndSwap | ObjectStoreCapabilities.ConditionalDelete;

    /// <inheritdoc/>
    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new MemoryStagedObject(this));
    }

    /// <inheritdoc/>
    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_objects.Find(key) is { } found ? new ObjectContent(found.Info, found.Content.OpenRead(range ?? new ByteRange(0))) : null);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_objects.Find(key)?.Info);
    }

    /// <inheritdoc/>
    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_writing)
        {
            if (_objects.Find(key) is not { } found)
                return new(DeleteResult.NotFound);
            if (ifMatch is not null && found.Info.Version != ifMatch)
                return new(DeleteResult.Mismatch);
            _objects = _objects.Without(key);
            return new(DeleteResult.Deleted);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Each step sees the store as it is then: a listing holds no copy, and shows what others write ahead of it.</remarks>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        cancellationToken.ThrowIfCancellationRequested();
        var next = after is not null && string.CompareOrdinal(after.ToString(), prefix) >= 0 ? _objects.FirstAfter(after) : _objects.FirstFrom(prefix);
        while (next is not null && next.Info.Key.ToString().StartsWith(prefix, StringComparison.Ordinal))
        {
            yield return next.Info;
            cancellationToken.ThrowIfCancellationRequested();
            next = _objects.FirstAfter(next.Info.Key);
        }
    }

    /// <inheritdoc/>
    /// <remarks>There is none: nobody else writes here.</remarks>
    public async IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        cancellationToken.ThrowIfCancellationRequested();
        yield break;
    }

    /// <inheritdoc/>
    /// <remarks>There is nothing to remove: what a writer drops is the garbage collector's, and writers die with the store.</remarks>
    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumAge, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        return new(new SweepResult(Removed: 0, Kept: 0));
    }

    internal PutResult Put(ObjectKey key, MemoryContent content, PutCondition condition)
    {
        lock (_writing)
        {
            if (!Holds(condition, _objects.Find(key)?.Info.Version))
                return new PutResult(null);
            var version = new ObjectVersion((++_lastVersion).ToString(CultureInfo.InvariantCulture));
            _objects = _objects.With(new MemoryObject(new ObjectInfo(key, content.Length, version), content));
            return new PutResult(version);
        }
    }

    private static bool Holds(PutCondition condition, ObjectVersion? there) => condition.Kind switch
    {
        PutConditionKind.IfAbsent => there is null,
        PutConditionKind.IfMatch => there is not null && there == condition.Version,
        _ => true,
    };
}
