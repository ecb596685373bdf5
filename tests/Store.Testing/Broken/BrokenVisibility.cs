using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A store whose changes pass through a state that nobody should see.</summary>
internal abstract class ChangesInSteps(IObjectStore inner) : StoreDecorator(inner)
{
    protected enum Way
    {
        Get,
        Head,
        List,
    }

    protected Window Window { get; } = new();

    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        using var look = Window.Look();
        return IsHidden(key, Way.Get) ? null : await base.GetAsync(key, range, cancellationToken);
    }

    public override async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        using var look = Window.Look();
        return IsHidden(key, Way.Head) ? null : await base.HeadAsync(key, cancellationToken);
    }

    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var look = Window.Look();
        await foreach (var info in base.ListAsync(prefix, after, cancellationToken))
            if (!IsHidden(info.Key, Way.List))
                yield return info;
    }

    protected virtual bool IsHidden(ObjectKey key, Way from) => false;
}

internal abstract class PutsThatBeginEmpty(IObjectStore inner, PutConditionKind those) : ChangesInSteps(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.Kind != those)
            return await base.CommitAsync(staged, key, condition, cancellationToken);
        if (await Inner.PutAsync(key, default, condition, cancellationToken) is not { Version: { } empty })
            return default;
        await Window.HoldAsync();
        return await staged.CommitAsync(key, PutCondition.IfMatch(empty), cancellationToken);
    }
}

internal sealed class FirstPutsBeginEmpty(IObjectStore inner) : PutsThatBeginEmpty(inner, PutConditionKind.IfAbsent);

internal sealed class SwapsBeginEmpty(IObjectStore inner) : PutsThatBeginEmpty(inner, PutConditionKind.IfMatch);

internal sealed class PutsOfAnyBeginEmpty(IObjectStore inner) : PutsThatBeginEmpty(inner, PutConditionKind.Any);

internal sealed class DeletesBeginEmpty(IObjectStore inner) : ChangesInSteps(inner)
{
    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        if (await Inner.HeadAsync(key, cancellationToken) is { } there)
        {
            await Inner.PutAsync(key, default, PutCondition.IfMatch(there.Version), cancellationToken);
            await Window.HoldAsync();
        }
        return await base.DeleteAsync(key, ifMatch, cancellationToken);
    }
}

internal sealed class ContentArrivesInHalves(IObjectStore inner) : ChangesInSteps(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this, new MemoryStream()));

    private sealed class Staged(ContentArrivesInHalves store, MemoryStream buffer) : BufferedStaging(store, buffer)
    {
        private readonly MemoryStream _buffer = buffer;

        public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            var content = _buffer.ToArray();
            if (await store.Inner.PutAsync(key, content.AsMemory(0, content.Length / 2), condition, cancellationToken) is not { Version: { } half })
                return default;
            await store.Window.HoldAsync();
            return await store.Inner.PutAsync(key, content, PutCondition.IfMatch(half), cancellationToken);
        }
    }
}

internal sealed class ReplacingBeginsWithADelete(IObjectStore inner) : ChangesInSteps(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.Kind == PutConditionKind.Any && await Inner.DeleteAsync(key, ifMatch: null, cancellationToken) == DeleteResult.Deleted)
            await Window.HoldAsync();
        return await staged.CommitAsync(key, condition, cancellationToken);
    }
}

internal abstract class FirstPutsComeToLight(IObjectStore inner) : ChangesInSteps(inner)
{
    private volatile ObjectKey? _halfHidden;

    /// <summary>The way to look that shows a first put before the others do.</summary>
    protected abstract Way First { get; }

    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.Kind != PutConditionKind.IfAbsent)
            return await base.CommitAsync(staged, key, condition, cancellationToken);
        _halfHidden = key;
        var result = await base.CommitAsync(staged, key, condition, cancellationToken);
        await Window.HoldAsync();
        _halfHidden = null;
        return result;
    }

    protected override bool IsHidden(ObjectKey key, Way from) => from != First && key.Equals(_halfHidden);
}

internal sealed class GetsComeFirst(IObjectStore inner) : FirstPutsComeToLight(inner)
{
    protected override Way First => Way.Get;
}

internal sealed class HeadsComeFirst(IObjectStore inner) : FirstPutsComeToLight(inner)
{
    protected override Way First => Way.Head;
}

internal sealed class ListingsComeFirst(IObjectStore inner) : FirstPutsComeToLight(inner)
{
    protected override Way First => Way.List;
}

internal sealed class HeadsAreRemembered(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly ConcurrentDictionary<ObjectKey, ObjectInfo?> _remembered = [];

    public override async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        _remembered.GetOrAdd(key, await base.HeadAsync(key, cancellationToken));
}
