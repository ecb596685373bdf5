using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>A store without compare-and-swap, as some servers are.</summary>
internal sealed class PutIfAbsentOnly(IObjectStore inner) : IObjectStore
{
    public ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.None;

    public async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        new Staged(await inner.StageAsync(cancellationToken));

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        inner.GetAsync(key, range, cancellationToken);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => inner.HeadAsync(key, cancellationToken);

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        ifMatch is null ? inner.DeleteAsync(key, ifMatch: null, cancellationToken) : throw new NotSupportedException();

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, after, cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => inner.SweepAsync(minimumAge, cancellationToken);

    private sealed class Staged(StagedObject staged) : StagedObject
    {
        public override Stream Content => staged.Content;

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
            condition.Kind == PutConditionKind.IfAbsent ? staged.CommitAsync(key, condition, cancellationToken) : throw new NotSupportedException();

        public override ValueTask DisposeAsync() => staged.DisposeAsync();
    }
}
