using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A store that names its states in another way than the one inside. A name and what comes with it are of one state.</summary>
internal abstract class OtherVersions(IObjectStore inner) : StoreDecorator(inner)
{
    protected abstract ValueTask<ObjectVersion> NameAsync(ObjectContent content);

    public override async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        await LookAsync(key, cancellationToken) is { } states ? states.Outside : null;

    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        while (await Inner.GetAsync(key, range, cancellationToken) is { } content)
        {
            if (await LookAsync(key, cancellationToken) is { } states && states.Inside.Version == content.Info.Version)
                return new ObjectContent(states.Outside, content.Stream);
            await content.DisposeAsync();
        }
        return null;
    }

    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var info in Inner.ListAsync(prefix, after, cancellationToken))
            if (await HeadAsync(info.Key, cancellationToken) is { } renamed)
                yield return renamed;
    }

    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition?.Version is { } expected)
            condition = PutCondition.IfMatch(await InsideAsync(key, expected));
        var result = await staged.CommitAsync(key, condition!, cancellationToken);
        if (!result.IsStored)
            return result;
        return new PutResult(await LookAsync(key, CancellationToken.None) is { } states && states.Inside.Version == result.Version ? states.Outside.Version : result.Version);
    }

    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        await Inner.DeleteAsync(key, ifMatch is { } expected ? await InsideAsync(key, expected) : null, cancellationToken);

    private async ValueTask<ObjectVersion> InsideAsync(ObjectKey key, ObjectVersion named) =>
        await LookAsync(key, CancellationToken.None) is { } states && states.Outside.Version == named ? states.Inside.Version : new ObjectVersion("none");

    private async ValueTask<(ObjectInfo Inside, ObjectInfo Outside)?> LookAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var content = await Inner.GetAsync(key, range: null, cancellationToken);
        return content is null ? null : (content.Info, content.Info with { Version = await NameAsync(content) });
    }
}

internal sealed class VersionsNameTheLength(IObjectStore inner) : OtherVersions(inner)
{
    protected override ValueTask<ObjectVersion> NameAsync(ObjectContent content) => new(new ObjectVersion($"{content.Info.Length}"));
}

/// <summary>Right for a store that says so, as S3 does; broken for one that does not.</summary>
internal sealed class VersionsNameTheContent(IObjectStore inner) : OtherVersions(inner)
{
    protected override async ValueTask<ObjectVersion> NameAsync(ObjectContent content) =>
        new(Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Stream)));
}

internal sealed class PutsGiveAnotherVersion(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        await base.CommitAsync(staged, key, condition, cancellationToken) is { IsStored: true } ? new PutResult(new ObjectVersion($"{Guid.NewGuid()}")) : default;
}
