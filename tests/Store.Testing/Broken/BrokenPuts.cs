using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A store that takes one condition for another, or decides it before it acts.</summary>
internal abstract class BrokenConditions(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        await staged.CommitAsync(key, condition is null || key is null ? condition! : await TakeForAsync(key, condition), cancellationToken);

    protected abstract ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition);
}

internal sealed class IfAbsentReplaces(IObjectStore inner) : BrokenConditions(inner)
{
    protected override ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition) =>
        new(condition.Kind == PutConditionKind.IfAbsent ? PutCondition.Any : condition);
}

internal sealed class IfAbsentLooksThenActs(IObjectStore inner) : BrokenConditions(inner)
{
    private readonly Gap _gap = new();

    protected override async ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition)
    {
        if (condition.Kind != PutConditionKind.IfAbsent || await Inner.HeadAsync(key) is not null)
            return condition;
        await _gap.BetweenAsync();
        return PutCondition.Any;
    }
}

internal sealed class IfMatchReplaces(IObjectStore inner) : BrokenConditions(inner)
{
    protected override ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition) =>
        new(condition.Kind == PutConditionKind.IfMatch ? PutCondition.Any : condition);
}

internal sealed class IfMatchLooksThenActs(IObjectStore inner) : BrokenConditions(inner)
{
    private readonly Gap _gap = new();

    protected override async ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition)
    {
        if (condition.Kind != PutConditionKind.IfMatch || (await Inner.HeadAsync(key))?.Version != condition.Version)
            return condition;
        await _gap.BetweenAsync();
        return PutCondition.Any;
    }
}

internal sealed class SwapsLetDeletesIn(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly Window _window = new();

    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.Kind != PutConditionKind.IfMatch || (await Inner.HeadAsync(key, cancellationToken))?.Version != condition.Version)
            return await base.CommitAsync(staged, key, condition, cancellationToken);
        await _window.HoldAsync();
        var isGone = await Inner.HeadAsync(key, cancellationToken) is null;
        return await base.CommitAsync(staged, key, isGone ? PutCondition.IfAbsent : condition, cancellationToken);
    }

    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        using var look = _window.Look();
        return await base.DeleteAsync(key, ifMatch, cancellationToken);
    }
}

internal sealed class IfMatchNeverHolds(IObjectStore inner) : BrokenConditions(inner)
{
    protected override ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition) =>
        new(condition.Kind == PutConditionKind.IfMatch ? PutCondition.IfMatch(new ObjectVersion("never")) : condition);
}

internal sealed class IfMatchCreates(IObjectStore inner) : BrokenConditions(inner)
{
    protected override async ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition) =>
        condition.Kind == PutConditionKind.IfMatch && await Inner.HeadAsync(key) is null ? PutCondition.IfAbsent : condition;
}

internal sealed class IfMatchOffersNothingAndDoesIt(IObjectStore inner) : BrokenConditions(inner)
{
    public override ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.None;

    protected override ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition) =>
        new(condition.Kind == PutConditionKind.IfMatch ? PutCondition.Any : condition);
}

internal sealed class AnyNeverReplaces(IObjectStore inner) : BrokenConditions(inner)
{
    protected override ValueTask<PutCondition> TakeForAsync(ObjectKey key, PutCondition condition) =>
        new(condition.Kind == PutConditionKind.Any ? PutCondition.IfAbsent : condition);
}

internal sealed class FailedConditionsThrow(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        var result = await staged.CommitAsync(key, condition, cancellationToken);
        return result.IsStored ? result : throw new IOException("412 Precondition Failed");
    }
}

internal sealed class PutsAreForgotten(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        new(new PutResult(new ObjectVersion("stored, it says")));
}

internal sealed class DeletedKeysStayTaken(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly HashSet<ObjectKey> _deleted = [];

    public override ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        lock (_deleted)
            _deleted.Add(key);
        return base.DeleteAsync(key, ifMatch, cancellationToken);
    }

    public override ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        lock (_deleted)
            return _deleted.Contains(key) ? new(new PutResult(null)) : base.CommitAsync(staged, key, condition, cancellationToken);
    }
}

/// <summary>A store that gives an object another name than its key.</summary>
internal abstract class KeysAreRenamed(IObjectStore inner) : StoreDecorator(inner)
{
    protected abstract string NameOf(string key);

    public override ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        base.CommitAsync(staged, NameOf(key), condition, cancellationToken);

    public override ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => base.HeadAsync(NameOf(key), cancellationToken);

    public override ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        base.GetAsync(NameOf(key), range, cancellationToken);

    private ObjectKey NameOf(ObjectKey key) => ObjectKey.Parse(NameOf(key.ToString()));
}

internal sealed class KeysAreCut(IObjectStore inner) : KeysAreRenamed(inner)
{
    protected override string NameOf(string key) => key[..Math.Min(key.Length, 255)];
}

internal sealed class KeysAreFlattened(IObjectStore inner) : KeysAreRenamed(inner)
{
    protected override string NameOf(string key) => key.Replace('/', '_');
}
