using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Payloads, each stored once under the SHA-256 of its bytes. When a store call returns, the payload survives power loss;
/// every read is verified. Safe for concurrent use. Memory does not grow with a payload's size.
/// </summary>
/// <param name="objects">Where the bytes are kept.</param>
public sealed class PayloadStore(IObjectStore objects)
{
    private const string Prefix = "payloads/";

    private readonly VerifiedObjects _verified = new(objects);

    /// <summary>Stores everything that is left to read of a stream. A payload that is there already is stored once only.</summary>
    /// <param name="content">Read to its end and left open. It need not be seekable.</param>
    /// <param name="cancellationToken">Cancels until the payload is published; nothing is left behind then.</param>
    /// <exception cref="PayloadDamagedException">The payload is there already, and its length is wrong.</exception>
    /// <exception cref="IOException">The payload could not be stored. What the stream itself throws passes through. Nothing is left behind.</exception>
    public async ValueTask<PayloadReference> StoreAsync(Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var staged = await objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            var reference = await HashedCopy.ToAsync(content, staged.Content, cancellationToken).ConfigureAwait(false);
            return await CommitAsync(staged, reference, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores bytes that are in memory already.</summary>
    /// <inheritdoc cref="StoreAsync(Stream, CancellationToken)"/>
    public async ValueTask<PayloadReference> StoreAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var reference = new PayloadReference(PayloadHash.Compute(content.Span), content.Length);
        var staged = await objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            await staged.Content.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            return await CommitAsync(staged, reference, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a payload of this hash is stored. It says nothing of its bytes: reading verifies them.</summary>
    public async ValueTask<bool> ExistsAsync(PayloadHash hash, CancellationToken cancellationToken = default) =>
        await objects.HeadAsync(KeyOf(hash), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Opens a payload. The stream is verified: it throws instead of giving its last bytes when they do not match the hash.</summary>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadDamagedException">From the stream: what is stored is not what was stored.</exception>
    public async ValueTask<Stream> OpenAsync(PayloadHash hash, CancellationToken cancellationToken = default)
    {
        var payload = await _verified.OpenAsync(KeyOf(hash), hash, cancellationToken).ConfigureAwait(false);
        return payload ?? throw new PayloadNotFoundException(hash);
    }

    /// <summary>Reads a payload that is known to be small. Only verified bytes are returned.</summary>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadDamagedException">What is stored is not what was stored.</exception>
    public async ValueTask<byte[]> ReadAllBytesAsync(PayloadHash hash, CancellationToken cancellationToken = default)
    {
        var payload = await OpenAsync(hash, cancellationToken).ConfigureAwait(false);
        await using (payload.ConfigureAwait(false))
        {
            var bytes = new byte[payload.Length];
            await payload.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes;
        }
    }

    /// <summary>Reads a payload to its end, to learn whether it is whole.</summary>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadDamagedException">What is stored is not what was stored.</exception>
    public async ValueTask VerifyAsync(PayloadHash hash, CancellationToken cancellationToken = default)
    {
        var payload = await OpenAsync(hash, cancellationToken).ConfigureAwait(false);
        await using (payload.ConfigureAwait(false))
            await payload.CopyToAsync(Stream.Null, HashedCopy.BufferLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything that is stored, in the order of its hashes.</summary>
    public async IAsyncEnumerable<PayloadHash> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var info in objects.ListAsync(Prefix, after: null, cancellationToken).ConfigureAwait(false))
            if (PayloadHash.TryParse(Path.GetFileName(info.Key.ToString()), out var hash) && KeyOf(hash).Equals(info.Key))
                yield return hash;
    }

    private async ValueTask<PayloadReference> CommitAsync(StagedObject staged, PayloadReference reference, CancellationToken cancellationToken)
    {
        await _verified.CommitAsync(staged, KeyOf(reference.Hash), reference, cancellationToken).ConfigureAwait(false);
        return reference;
    }

    private static ObjectKey KeyOf(PayloadHash hash)
    {
        var hex = hash.ToString();
        return ObjectKey.Parse($"{Prefix}{hex.AsSpan(0, 2)}/{hex}");
    }
}
