using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A store that names its states in another way than the one inside.</summary>
internal abstract class OtherVersions(IObjectStore inner) : StoreDecorator(inner)
{
    protected abstract ValueTask<ObjectVersion> NameAsync(ObjectInfo info);

    public override async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        await Inner.HeadAsync(key, cancellationToken) is { } info ? await RenamedAsync(info) : null;

    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await Inner.GetAsync(key, range, cancellationToken) is { } content ? new ObjectContent(await RenamedAsync(content.Info), content.Stream) : null;

    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var info in Inner.ListAsync(prefix, after, cancellationToken))
            yield return await RenamedAsync(info);
    }

    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition?.Version is { } expected)
            condition = PutCondition.IfMatch(await InsideAsync(key, expected) ?? new ObjectVersion("none"));
        var result = await staged.CommitAsync(key, condition!, cancellationToken);
        return result.IsStored ? new PutResult((await HeadAsync(key, CancellationToken.None))?.Version ?? result.Version) : result;
    }

    public override async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        await Inner.DeleteAsync(key, ifMatch is { } expected ? await InsideAsync(key, expected) ?? new ObjectVersion("none") : null, cancellationToken);

    private async ValueTask<ObjectVersion?> InsideAsync(ObjectKey key, ObjectVersion named) =>
        await Inner.HeadAsync(key) is { } there && await NameAsync(there) == named ? there.Version : null;

    private async ValueTask<ObjectInfo> RenamedAsync(ObjectInfo info) => info with { Version = await NameAsync(info) };
}

internal sealed class VersionsNameTheLength(IObjectStore inner) : OtherVersions(inner)
{
    protected override ValueTask<ObjectVersion> NameAsync(ObjectInfo info) => new(new ObjectVersion($"{info.Length}"));
}

/// <summary>Right for a store that says so, as S3 does; broken for one that does not.</summary>
internal sealed class VersionsNameTheContent(IObjectStore inner) : OtherVersions(inner)
{
    protected override async ValueTask<ObjectVersion> NameAsync(ObjectInfo info)
    {
        await using var content = await Inner.GetAsync(info.Key);
        return new ObjectVersion(content is null ? "gone" : Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Stream)));
    }
}

internal sealed class PutsGiveAnotherVersion(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        await base.CommitAsync(staged, key, condition, cancellationToken) is { IsStored: true } ? new PutResult(new ObjectVersion($"{Guid.NewGuid()}")) : default;
}
