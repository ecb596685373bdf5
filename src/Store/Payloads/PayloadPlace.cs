using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Where a store keeps payloads, as a verification sees it: each under a prefix, in the folder of its hash's first two
/// characters, by a name that begins with its hash.
/// </summary>
/// <param name="objects">What they are kept in.</param>
/// <param name="verified">Reads them, and remembers what it found for who stores them again.</param>
/// <param name="prefix">What all their keys begin with: folders, each with the '/' at its end.</param>
/// <param name="nameOf">The payload that a key names, or null where it names none.</param>
internal sealed class PayloadPlace(IObjectStore objects, VerifiedObjects verified, string prefix, Func<ObjectKey, PayloadName?> nameOf)
{
    public PayloadName? NameOf(ObjectKey key) => nameOf(key);

    /// <summary>What lies here, from a hash on. Where the hash is all of a payload's name, that payload is left out.</summary>
    public IAsyncEnumerable<Listed> ListPastFailuresAsync(PayloadHash? after, CancellationToken cancellationToken) =>
        new PayloadListing(objects, prefix).AfterAsync(after is { } hash ? BeginningOf(hash) : null, cancellationToken);

    /// <summary>The objects that stand where the folders of this place belong.</summary>
    public async IAsyncEnumerable<ObjectKey> ListBlockingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var end = prefix.IndexOf('/'); end >= 0; end = prefix.IndexOf('/', end + 1))
            if (await objects.HeadAsync(ObjectKey.FromValid(prefix[..end]), cancellationToken).ConfigureAwait(false) is { } blocking)
                yield return blocking.Key;
    }

    /// <summary>What is no object, anywhere in the store of objects.</summary>
    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(CancellationToken cancellationToken) => objects.ListForeignAsync("", cancellationToken);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken) => objects.HeadAsync(key, cancellationToken);

    public ValueTask<Inspection?> InspectAsync(ObjectKey key, PayloadHash hash, CancellationToken cancellationToken) =>
        verified.InspectAsync(key, hash, cancellationToken);

    /// <summary>Whether a payload of a hash lies here, whatever its bytes are.</summary>
    public async ValueTask<bool> HoldsAsync(PayloadHash hash, CancellationToken cancellationToken)
    {
        await foreach (var info in objects.ListAsync(BeginningOf(hash).ToString(), after: null, cancellationToken).ConfigureAwait(false))
            if (nameOf(info.Key) is { } name && name.Hash == hash && name.Key.Equals(info.Key))
                return true;
        return false;
    }

    // What the keys of this hash's payloads begin with. Those of all lesser hashes come before it.
    private ObjectKey BeginningOf(PayloadHash hash) => ObjectKey.FromValid($"{prefix}{hash.ToString().AsSpan(0, 2)}/{hash}");
}
