using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>A store whose every operation passes a gate. It has no conditional delete, as S3 has none.</summary>
internal sealed class GatedObjectStore(IObjectStore inner, IGate gate) : IObjectStore
{
    public ObjectStoreCapabilities Capabilities { get; init; } = inner.Capabilities & ~ObjectStoreCapabilities.ConditionalDelete;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        gate.PassAsync<StagedObject>(new("stage", ""), async () => new GatedStagedObject(await inner.StageAsync(cancellationToken), gate));

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        gate.PassAsync(new("get", key.ToString()), async () => await inner.GetAsync(key, range, cancellationToken) is { } content
            ? new ObjectContent(content.Info, new GatedStream(content.Stream, gate, key.ToString()))
            : null);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        gate.PassAsync(new("head", key.ToString()), () => inner.HeadAsync(key, cancellationToken));

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        ifMatch is not null
            ? throw new NotSupportedException("no conditional delete")
            : gate.PassAsync(new("delete", key.ToString()), () => inner.DeleteAsync(key, ifMatch: null, cancellationToken));

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var objects = inner.ListAsync(prefix, after, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await gate.PassAsync(new("list", prefix), objects.MoveNextAsync))
            yield return objects.Current;
    }

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        inner.SweepAsync(minimumAge, cancellationToken);

    private sealed class GatedStagedObject(StagedObject staged, IGate gate) : StagedObject
    {
        public override Stream Content { get; } = new GatedStream(staged.Content, gate, key: "");

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
            gate.PassAsync(new("commit", key.ToString()), () => staged.CommitAsync(key, condition, cancellationToken));

        public override ValueTask DisposeAsync() => staged.DisposeAsync();
    }
}
