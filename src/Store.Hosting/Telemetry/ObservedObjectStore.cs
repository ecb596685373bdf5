using Guarded.Store.Objects;

namespace Guarded.Store.Hosting.Telemetry;

/// <summary>A store whose operations are traced and measured. It owns the one inside.</summary>
internal sealed class ObservedObjectStore(IObjectStore inner) : IObjectStore, IAsyncDisposable, IDisposable
{
    public ObjectStoreCapabilities Capabilities => inner.Capabilities;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        Observation.OfObjects.RunAsync<StagedObject>("stage", async () => new ObservedStagedObject(await inner.StageAsync(cancellationToken).ConfigureAwait(false)));

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        Observation.OfObjects.RunAsync("get", () => inner.GetAsync(key, range, cancellationToken), Presence);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        Observation.OfObjects.RunAsync("head", () => inner.HeadAsync(key, cancellationToken), Presence);

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        Observation.OfObjects.RunAsync("delete", () => inner.DeleteAsync(key, ifMatch, cancellationToken), static result => result switch
        {
            DeleteResult.Deleted => Observation.Done,
            DeleteResult.NotFound => "absent",
            _ => "changed",
        });

    // How long they take is up to whoever reads them.
    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, after, cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        Observation.OfObjects.RunAsync("sweep", () => inner.SweepAsync(minimumAge, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable disposable)
            await disposable.DisposeAsync().ConfigureAwait(false);
        else
            (inner as IDisposable)?.Dispose();
    }

    public void Dispose()
    {
        if (inner is IDisposable disposable)
            disposable.Dispose();
        else if (inner is IAsyncDisposable)
            throw new InvalidOperationException($"{inner.GetType().Name} can only be disposed of asynchronously: dispose of the host with DisposeAsync.");
    }

    private static string Presence<T>(T? found) => found is null ? "absent" : Observation.Done;
}
