using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A store that does what another does. Each way to break one overrides what it breaks.</summary>
internal abstract class StoreDecorator(IObjectStore inner) : IObjectStore
{
    protected IObjectStore Inner { get; } = inner;

    public virtual ObjectStoreCapabilities Capabilities => Inner.Capabilities;

    public virtual async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        new StagedDecorator(this, await Inner.StageAsync(cancellationToken));

    /// <summary>A staged object of the store inside, for what is staged here in another way.</summary>
    public ValueTask<StagedObject> StageInsideAsync(CancellationToken cancellationToken) => Inner.StageAsync(cancellationToken);

    /// <summary>What a commit of anything staged here does.</summary>
    public virtual ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        staged.CommitAsync(key, condition, cancellationToken);

    public virtual ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        Inner.GetAsync(key, range, cancellationToken);

    public virtual ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        Inner.HeadAsync(key, cancellationToken);

    public virtual ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        Inner.DeleteAsync(key, ifMatch, cancellationToken);

    public virtual IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        Inner.ListAsync(prefix, after, cancellationToken);

    public virtual IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        Inner.ListForeignAsync(prefix, cancellationToken);

    public virtual ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        Inner.SweepAsync(minimumAge, cancellationToken);
}
