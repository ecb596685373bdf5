namespace Guarded.Store.Objects;

/// <summary>The one seam between Guarded and where bytes are kept. Safe for concurrent use, by several processes too.</summary>
[StorageDependency]
public interface IObjectStore
{
    /// <summary>What this backend can do beyond the rest of the contract. It never changes.</summary>
    ObjectStoreCapabilities Capabilities { get; }

    /// <summary>Begins a write.</summary>
    ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens an object, or gives null where there is none.</summary>
    /// <param name="key">The object's name.</param>
    /// <param name="range">The part to read, or null for the whole. What lies past the end is left out, so that nothing may be left.</param>
    /// <param name="cancellationToken">Honoured until the object is open.</param>
    ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default);

    /// <summary>What is known of an object, or null where there is none.</summary>
    ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes an object. When this returns, the removal survives power loss.</summary>
    /// <param name="key">The object's name.</param>
    /// <param name="ifMatch">The state that may be removed, or null for any. Needs <see cref="ObjectStoreCapabilities.ConditionalDelete"/>.</param>
    /// <param name="cancellationToken">Honoured until the removal begins.</param>
    /// <exception cref="NotSupportedException">A state was given, and this backend cannot hold a removal to it.</exception>
    ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default);

    /// <summary>The objects whose keys begin with a prefix, in ordinal order of their keys. Memory does not grow with their number.</summary>
    /// <param name="prefix">The beginning of a key, cut anywhere; empty for all.</param>
    /// <param name="after">Only keys that come after this one, to go on where an earlier listing ended; null for all.</param>
    /// <param name="cancellationToken">Ends the listing between two objects.</param>
    IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// What lies where objects with this prefix would, and is none: it has no key's name, or is a link or a folder out of place.
    /// A folder that cannot be listed is told as such (<see cref="ForeignEntry.IsUnlisted"/>), and what is behind it too.
    /// </summary>
    /// <param name="prefix">The beginning of a name, cut anywhere; empty for all.</param>
    /// <param name="cancellationToken">Ends the listing between two entries.</param>
    IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Removes what crashed writers left staged. A write that is still alive is never touched.</summary>
    /// <param name="minimumAge">How long ago a write must have begun. Backends that cannot tell a live writer from a dead one judge by this alone.</param>
    /// <param name="cancellationToken">Ends the sweep between two removals.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default);
}
