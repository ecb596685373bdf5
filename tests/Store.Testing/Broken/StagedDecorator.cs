using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A staged object whose commit is its store's.</summary>
internal class StagedDecorator(StoreDecorator store, StagedObject inner) : StagedObject
{
    public override Stream Content => inner.Content;

    public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
        store.CommitAsync(inner, key, condition, cancellationToken);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
