using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Payloads;

/// <summary>Objects whose content ends early, as a file does that is cut while it is open.</summary>
internal sealed class TruncatingObjects(IObjectStore inner) : IObjectStore
{
    /// <summary>How many bytes are missing at the end.</summary>
    public int Missing { get; set; }

    public ObjectStoreCapabilities Capabilities => inner.Capabilities;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => inner.StageAsync(cancellationToken);

    public async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        if (await inner.GetAsync(key, range, cancellationToken) is not { } content)
            return null;
        var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, cancellationToken);
        return new ObjectContent(content.Info, new MemoryStream(bytes.ToArray()[..^Missing]));
    }

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => inner.HeadAsync(key, cancellationToken);

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(key, ifMatch, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, after, cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        inner.SweepAsync(minimumAge, cancellationToken);
}
