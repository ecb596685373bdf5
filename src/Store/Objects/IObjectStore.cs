namespace Guarded.Store.Objects;

/// <summary>The one seam between Guarded and where bytes are kept. Safe for concurrent use, by several processes too.</summary>
public interface IObjectStore
{
    /// <summary>Begins a write.</summary>
    ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens an object, or gives null where there is none.</summary>
    ValueTask<ObjectContent?> GetAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>What is known of an object, or null where there is none.</summary>
    ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes an object. False where there was none. When this returns, the removal survives power loss.</summary>
    ValueTask<bool> DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>The objects whose keys begin with a prefix, in ordinal order of their keys.</summary>
    /// <param name="prefix">The beginning of a key, cut anywhere; empty for all.</param>
    /// <param name="cancellationToken">Ends the listing between two objects.</param>
    IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken = default);
}
