using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Lists what lies among the payloads in the order of the keys, and goes on past a folder that cannot be listed. What a
/// listing fails on, only its backend knows: so it is divided by the next character of the keys, until just that folder fails.
/// </summary>
internal sealed class PayloadListing(IObjectStore objects, string place)
{
    // What fails beyond it is no folder of any name, but the store.
    private readonly int _longestName = place.Length + ObjectKey.MaxSegmentLength;

    public IAsyncEnumerable<Listed> AfterAsync(ObjectKey? after, CancellationToken cancellationToken) => UnderAsync(place, after, cancellationToken);

    private async IAsyncEnumerable<Listed> UnderAsync(string prefix, ObjectKey? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Exception failure;
        var listing = objects.ListAsync(prefix, after, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (listing.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await listing.MoveNextAsync().ConfigureAwait(false))
                        yield break;
                }
                catch (Exception exception) when (LocalFailure.Is(exception))
                {
                    failure = exception;
                    break;
                }
                after = listing.Current.Key;
                yield return new Listed(listing.Current, Unlisted: null);
            }
        }
        if (IsFolder(prefix))
        {
            yield return new Listed(Object: null, Unlisted(prefix, failure));
            yield break;
        }
        if (prefix.Length > _longestName)
            ExceptionDispatchInfo.Throw(failure);
        await RequirePlaceAsync(cancellationToken).ConfigureAwait(false);
        if (await FindAsync(prefix, after, cancellationToken).ConfigureAwait(false) is { } info)
            yield return new Listed(info, Unlisted: null);
        foreach (var character in ObjectKey.Characters)
            await foreach (var listed in UnderAsync(prefix + character, after, cancellationToken).ConfigureAwait(false))
                yield return listed;
    }

    // No segment begins with '.': this lists the place itself and nothing in it. Where that fails, nothing can be listed.
    private async ValueTask RequirePlaceAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in objects.ListAsync(place + '.', after: null, cancellationToken).ConfigureAwait(false))
        {
        }
    }

    // The name itself, which is in none of the longer ones.
    private async ValueTask<ObjectInfo?> FindAsync(string name, ObjectKey? after, CancellationToken cancellationToken) =>
        ObjectKey.TryParse(name, out var key) && string.CompareOrdinal(name, after?.ToString()) > 0
            ? await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false)
            : null;

    private bool IsFolder(string prefix) => prefix.Length > place.Length && prefix.EndsWith('/');

    private static PayloadFinding Unlisted(string folder, Exception failure) =>
        new(PayloadFindingKind.Unlisted, folder, Hash: null, ForeignEntry.Unlisted(folder, failure).Reason);
}
