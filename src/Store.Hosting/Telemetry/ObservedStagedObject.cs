using Guarded.Store.Objects;

namespace Guarded.Store.Hosting.Telemetry;

/// <summary>A staged write whose commits are traced and measured.</summary>
internal sealed class ObservedStagedObject(StagedObject inner) : StagedObject
{
    public override Stream Content => inner.Content;

    public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
        Observation.OfObjects.RunAsync("commit", () => inner.CommitAsync(key, condition, cancellationToken), static result => result.IsStored ? Observation.Done : "unmet");

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
