using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
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
    private const int BufferLength = 128 * 1024;
    private const string Prefix = "payloads/";

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
            var reference = await CopyAsync(content, staged.Content, cancellationToken).ConfigureAwait(false);
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
        var content = await objects.GetAsync(KeyOf(hash), cancellationToken).ConfigureAwait(false);
        return content is null ? throw new PayloadNotFoundException(hash) : new VerifyingStream(content, hash);
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
            await payload.CopyToAsync(Stream.Null, BufferLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything that is stored, in the order of its hashes.</summary>
    public async IAsyncEnumerable<PayloadHash> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var info in objects.ListAsync(Prefix, cancellationToken).ConfigureAwait(false))
            if (PayloadHash.TryParse(Path.GetFileName(info.Key.ToString()), out var hash) && KeyOf(hash).Equals(info.Key))
                yield return hash;
    }

    private async ValueTask<PayloadReference> CommitAsync(StagedObject staged, PayloadReference reference, CancellationToken cancellationToken)
    {
        var key = KeyOf(reference.Hash);
        var result = await staged.CommitAsync(key, PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        if (!result.IsStored && await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false) is { } there && there.Length != reference.Length)
            throw new PayloadDamagedException(reference.Hash, $"it has {there.Length} bytes, not {reference.Length}");
        return reference;
    }

    private static async ValueTask<PayloadReference> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        long length = 0;
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is not 0 and var read)
        {
            if (read < 0 || read > buffer.Length)
                throw new IOException($"The stream says that it read {read} bytes into {buffer.Length}. Nothing was stored.");
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            length += read;
        }
        // Only now: a read that was cancelled may still be writing into the buffer, and the next one to rent it would store that.
        ArrayPool<byte>.Shared.Return(buffer);
        return Reference(hash, length);
    }

    private static PayloadReference Reference(IncrementalHash hash, long length)
    {
        Span<byte> bytes = stackalloc byte[PayloadHash.SizeInBytes];
        hash.GetHashAndReset(bytes);
        return new PayloadReference(PayloadHash.FromBytes(bytes), length);
    }

    private static ObjectKey KeyOf(PayloadHash hash)
    {
        var hex = hash.ToString();
        return ObjectKey.Parse($"{Prefix}{hex.AsSpan(0, 2)}/{hex}");
    }
}
