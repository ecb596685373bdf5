using Guarded.Store.Objects;
using Guarded.Store.Testing.Tests.Broken;

namespace Guarded.Store.Testing.Tests;

/// <summary>A store that is whole, can do no more than it must, and says so.</summary>
internal sealed class OffersNothing(IObjectStore inner) : StoreDecorator(inner)
{
    public override ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.None;

    public override ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        condition?.Kind == PutConditionKind.IfMatch
            ? throw new NotSupportedException("This store cannot compare and swap.")
            : base.CommitAsync(staged, key, condition!, cancellationToken);

    public override ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        ifMatch is not null
            ? throw new NotSupportedException("This store cannot hold a delete to a state.")
            : base.DeleteAsync(key, ifMatch, cancellationToken);
}
