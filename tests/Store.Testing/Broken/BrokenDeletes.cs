using System.Security.Cryptography;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class DeletesIgnoreTheState(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        base.DeleteAsync(key, ifMatch: null, cancellationToken);
}

internal sealed class DeletesIgnoreAStateThatTheyDoNotOffer(IObjectStore inner) : StoreDecorator(inner)
{
    public override ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.CompareAndSwap;

    public override ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        base.DeleteAsync(key, ifMatch: null, cancellationToken);
}

internal sealed class DeletesLookThenAct(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly Gap _gap = new();

    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        if (ifMatch is null || (await Inner.HeadAsync(key, cancellationToken))?.Version != ifMatch)
            return await base.DeleteAsync(key, ifMatch, cancellationToken);
        await _gap.BetweenAsync();
        await base.DeleteAsync(key, ifMatch: null, cancellationToken);
        return DeleteResult.Deleted;
    }
}

internal sealed class DeletesActThoughTheyFoundNothing(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly Gap _gap = new();

    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        var found = await Inner.HeadAsync(key, cancellationToken);
        await _gap.BetweenAsync();
        var result = await base.DeleteAsync(key, ifMatch, cancellationToken);
        return found is null ? DeleteResult.NotFound : result;
    }
}

internal sealed class DeletesNeverMatch(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        ifMatch is null ? base.DeleteAsync(key, ifMatch, cancellationToken) : new(DeleteResult.Mismatch);
}

internal sealed class DeletesAlwaysSaySo(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        await base.DeleteAsync(key, ifMatch, cancellationToken);
        return DeleteResult.Deleted;
    }
}

internal sealed class DeletesTakeTheWholeFolder(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        var result = await base.DeleteAsync(key, ifMatch, cancellationToken);
        if (result == DeleteResult.Deleted)
            await foreach (var beside in Inner.ListAsync($"{key}"[..(key.ToString().LastIndexOf('/') + 1)], after: null, cancellationToken))
                await Inner.DeleteAsync(beside.Key, ifMatch: null, cancellationToken);
        return result;
    }
}

/// <summary>The same content is kept once, and goes with the first key that is deleted.</summary>
internal sealed class DeletesTakeSharedContent(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        var content = await HashAsync(key);
        var result = await base.DeleteAsync(key, ifMatch, cancellationToken);
        if (result == DeleteResult.Deleted)
            await foreach (var info in Inner.ListAsync("", after: null, cancellationToken))
                if (await HashAsync(info.Key) == content)
                    await Inner.DeleteAsync(info.Key, ifMatch: null, cancellationToken);
        return result;
    }

    private async Task<string?> HashAsync(ObjectKey key)
    {
        await using var content = await Inner.GetAsync(key);
        return content is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Stream));
    }
}
