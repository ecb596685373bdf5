using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>A store with a folder that cannot be listed: each listing that comes to it fails. All else is as it is.</summary>
/// <param name="inner">The store.</param>
/// <param name="folder">The beginning of the keys in the folder, with the '/' at its end.</param>
/// <param name="failure">What a listing throws.</param>
/// <param name="readsAhead">Whether what was listed before is lost with it.</param>
internal sealed class UnlistableFolder(IObjectStore inner, string folder, Exception failure, bool readsAhead) : IObjectStore
{
    public ObjectStoreCapabilities Capabilities => inner.Capabilities;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => inner.StageAsync(cancellationToken);

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        inner.GetAsync(key, range, cancellationToken);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => inner.HeadAsync(key, cancellationToken);

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(key, ifMatch, cancellationToken);

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (readsAhead)
            await foreach (var info in inner.ListAsync(prefix, after, cancellationToken))
                RequireOutside($"{info.Key}");
        RequireOutside(prefix);
        await foreach (var info in inner.ListAsync(prefix, after, cancellationToken))
        {
            RequireOutside($"{info.Key}");
            yield return info;
        }
    }

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        inner.SweepAsync(minimumAge, cancellationToken);

    private void RequireOutside(string name)
    {
        if (name.StartsWith(folder, StringComparison.Ordinal))
            throw failure;
    }
}
