using Guarded.Store.Objects;

namespace Guarded.Store.Hosting.Tests;

/// <summary>A store in memory that fails, forgets or is disposed of.</summary>
internal class FailingObjects : IObjectStore
{
    private readonly MemoryObjectStore _inner = new();

    public bool Fails { get; set; }

    public bool Forgets { get; set; }

    public ObjectStoreCapabilities Capabilities => _inner.Capabilities;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        Fails ? throw new IOException("The server is gone.") : _inner.StageAsync(cancellationToken);

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        Forgets ? new((ObjectContent?)null) : _inner.GetAsync(key, range, cancellationToken);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => _inner.HeadAsync(key, cancellationToken);

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        _inner.DeleteAsync(key, ifMatch, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        _inner.ListAsync(prefix, after, cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        _inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => _inner.SweepAsync(minimumAge, cancellationToken);
}

internal sealed class DisposableObjects : FailingObjects, IAsyncDisposable
{
    public bool IsDisposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
