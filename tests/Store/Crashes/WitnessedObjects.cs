using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Crashes;

/// <summary>A store whose every call is held to what the seam promises of it.</summary>
internal sealed class WitnessedObjects(FileObjectStore store, Witness witness) : IObjectStore, IDisposable
{
    public ObjectStoreCapabilities Capabilities => store.Capabilities;

    public async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        new WitnessedStaged(await store.StageAsync(cancellationToken), witness);

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        store.GetAsync(key, range, cancellationToken);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => store.HeadAsync(key, cancellationToken);

    public async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        var from = witness.Now;
        var result = await store.DeleteAsync(key, ifMatch, cancellationToken);
        if (result is not DeleteResult.Mismatch)
            witness.Promise(key, from, hash => hash is null);
        return result;
    }

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(prefix, after, cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        store.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => store.SweepAsync(minimumAge, cancellationToken);

    public void Dispose() => store.Dispose();
}
