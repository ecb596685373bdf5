using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Payloads, each stored once under the SHA-256 of its bytes. When a store call returns, the payload survives power loss;
/// every read is verified. Safe for concurrent use. Memory does not grow with a payload's size. Holds nothing that must be
/// closed.
/// </summary>
/// <remarks>
/// A payload that was damaged from outside is healed when its bytes are stored again: the damaged object is copied to
/// <c>quarantine/</c>, then replaced by compare-and-swap, so that its name never stands empty; <see cref="PayloadStoreOptions.Healed"/>
/// is told. <see cref="PayloadStoreOptions.DedupCheck"/> says how closely a store call looks for damage. A backend without
/// <see cref="ObjectStoreCapabilities.CompareAndSwap"/> cannot heal: the call throws <see cref="PayloadDamagedException"/>.
/// </remarks>
[StorageDependency]
public sealed class PayloadStore
{
    /// <summary>What <see cref="ReadAllBytesAsync(PayloadHash, CancellationToken)"/> reads at most, in bytes: 256 MiB.</summary>
    public const int DefaultMaxBytesInMemory = 256 * 1024 * 1024;

    private readonly IObjectStore _objects;
    private readonly VerifiedObjects _verified;

    /// <summary>Keeps payloads in a store of objects, under keys that begin with <c>payloads/</c> and <c>quarantine/</c>.</summary>
    /// <param name="objects">Where the bytes are kept.</param>
    /// <param name="options">How; the defaults where none are given.</param>
    public PayloadStore(IObjectStore objects, PayloadStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        options ??= new PayloadStoreOptions();
        _objects = objects;
        _verified = new VerifiedObjects(objects, options.DedupCheck, options.Healed);
    }

    /// <summary>How old a staged write is by default before <see cref="SweepAsync"/> may judge it abandoned: one hour.</summary>
    public static TimeSpan DefaultSweepAge { get; } = TimeSpan.FromHours(1);

    /// <summary>Stores everything that is left to read of a stream. A payload that is there already is stored once only.</summary>
    /// <param name="content">Read to its end and left open. It need not be seekable; what it says of its length is not asked.</param>
    /// <param name="cancellationToken">Cancels until the payload is published; nothing is left behind then.</param>
    /// <exception cref="ArgumentException">The stream cannot be read: it was closed, or is for writing only.</exception>
    /// <exception cref="PayloadDamagedException">The payload is there already, is damaged, and this backend cannot heal it; or it cannot be read, so that it can be neither trusted nor quarantined.</exception>
    /// <exception cref="IOException">The payload could not be stored. What the stream itself throws passes through. Nothing is left behind.</exception>
    public async ValueTask<PayloadReference> StoreAsync(Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!content.CanRead)
            throw new ArgumentException("The stream cannot be read: it was closed, or is for writing only. Nothing was stored.", nameof(content));
        var staged = await _objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            var reference = await HashedCopy.ToAsync(content, staged.Content, cancellationToken).ConfigureAwait(false);
            await _verified.CommitAsync(staged, PayloadKey.Of(reference.Hash), reference, cancellationToken).ConfigureAwait(false);
            return reference;
        }
    }

    /// <summary>Stores bytes that are in memory already. They must not change until the call has ended.</summary>
    /// <inheritdoc cref="StoreAsync(Stream, CancellationToken)"/>
    public async ValueTask<PayloadReference> StoreAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var staged = await _objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            var reference = await HashedCopy.ToAsync(content, staged.Content, cancellationToken).ConfigureAwait(false);
            await _verified.CommitAsync(staged, PayloadKey.Of(reference.Hash), reference, cancellationToken).ConfigureAwait(false);
            return reference;
        }
    }

    /// <inheritdoc cref="StoreAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <exception cref="ArgumentNullException">There is no array. An empty one is a payload, null is none.</exception>
    public ValueTask<PayloadReference> StoreAsync(byte[] content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return StoreAsync(content.AsMemory(), cancellationToken);
    }

    /// <summary>Whether a payload of this hash is stored. It says nothing of its bytes: reading verifies them.</summary>
    public async ValueTask<bool> ExistsAsync(PayloadHash hash, CancellationToken cancellationToken = default) =>
        await _objects.HeadAsync(PayloadKey.Of(hash), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>A payload's length in bytes as it is stored, or null where none is. It says nothing of its bytes.</summary>
    public async ValueTask<long?> LengthAsync(PayloadHash hash, CancellationToken cancellationToken = default) =>
        (await _objects.HeadAsync(PayloadKey.Of(hash), cancellationToken).ConfigureAwait(false))?.Length;

    /// <summary>Opens a payload. The stream is verified: it throws instead of giving its last bytes when they do not match the hash.</summary>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadDamagedException">From the stream: what is stored is not what was stored.</exception>
    public async ValueTask<Stream> OpenAsync(PayloadHash hash, CancellationToken cancellationToken = default) =>
        await OpenVerifyingAsync(hash, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens a part of a payload. The whole of it is verified before.</summary>
    /// <remarks>
    /// A part cannot be held against the hash of the whole. So the first range of a payload costs reading all of it once
    /// (streamed, not held); its state is remembered then, and later ranges read their own bytes only. States of the last
    /// 8,192 payloads at least are remembered. Bytes that decay after that, under a state that looks the same, are
    /// noticed by <see cref="OpenAsync"/> but not by a range.
    /// </remarks>
    /// <param name="hash">The payload.</param>
    /// <param name="range">The part. What lies past the end is left out, so that nothing may be left.</param>
    /// <param name="cancellationToken">Honoured until the part is open.</param>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadDamagedException">What is stored is not what was stored, anywhere in it.</exception>
    public async ValueTask<Stream> OpenRangeAsync(PayloadHash hash, ByteRange range, CancellationToken cancellationToken = default)
    {
        var part = await _verified.OpenRangeAsync(PayloadKey.Of(hash), hash, range, cancellationToken).ConfigureAwait(false);
        return part ?? throw new PayloadNotFoundException(hash);
    }

    /// <summary>Reads a payload of at most <see cref="DefaultMaxBytesInMemory"/> bytes. Only verified bytes are returned.</summary>
    /// <inheritdoc cref="ReadAllBytesAsync(PayloadHash, int, CancellationToken)"/>
    public ValueTask<byte[]> ReadAllBytesAsync(PayloadHash hash, CancellationToken cancellationToken = default) =>
        ReadAllBytesAsync(hash, DefaultMaxBytesInMemory, cancellationToken);

    /// <summary>Reads a payload that is known to be small. Only verified bytes are returned.</summary>
    /// <param name="hash">The payload.</param>
    /// <param name="maxLength">The longest that is read, in bytes.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadTooLargeException">It is longer. None of it was read.</exception>
    /// <exception cref="PayloadDamagedException">What is stored is not what was stored.</exception>
    public async ValueTask<byte[]> ReadAllBytesAsync(PayloadHash hash, int maxLength, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        var payload = await OpenVerifyingAsync(hash, cancellationToken).ConfigureAwait(false);
        await using (payload.ConfigureAwait(false))
            return await payload.ReadAllAsync(maxLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a payload to its end, to learn whether it is whole. <see cref="PayloadVerification"/> does so for all of them.</summary>
    /// <exception cref="PayloadNotFoundException">No such payload is stored.</exception>
    /// <exception cref="PayloadDamagedException">What is stored is not what was stored.</exception>
    public async ValueTask VerifyAsync(PayloadHash hash, CancellationToken cancellationToken = default)
    {
        var payload = await OpenAsync(hash, cancellationToken).ConfigureAwait(false);
        await using (payload.ConfigureAwait(false))
            await payload.CopyToAsync(Stream.Null, HashedCopy.BufferLength, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a payload. When this returns, the removal survives power loss. What refers to the payload is not asked.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> DeleteAsync(PayloadHash hash, CancellationToken cancellationToken = default) =>
        await _objects.DeleteAsync(PayloadKey.Of(hash), ifMatch: null, cancellationToken).ConfigureAwait(false) is DeleteResult.Deleted;

    /// <summary>Everything that is stored, in the order of its hashes. Memory does not grow with it.</summary>
    /// <param name="after">Only hashes that come after this one, to go on where an earlier listing ended; null for all.</param>
    /// <param name="cancellationToken">Ends the listing between two payloads.</param>
    public async IAsyncEnumerable<PayloadHash> ListAsync(PayloadHash? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var info in _objects.ListAsync(PayloadKey.Prefix, after is { } last ? PayloadKey.Of(last) : null, cancellationToken).ConfigureAwait(false))
            if (PayloadKey.TryRead(info.Key, out var hash))
                yield return hash;
    }

    /// <summary>
    /// Removes what crashed writers left staged, anywhere in the store of objects. Writers may run meanwhile: one that is
    /// alive is never touched where the backend can tell, as files can. A backend that cannot goes by the age alone.
    /// </summary>
    /// <param name="minimumAge">How long ago a write must have begun; <see cref="DefaultSweepAge"/> where none is given.</param>
    /// <param name="cancellationToken">Ends the sweep between two removals.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public ValueTask<SweepResult> SweepAsync(TimeSpan? minimumAge = null, CancellationToken cancellationToken = default)
    {
        var age = minimumAge ?? DefaultSweepAge;
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero, nameof(minimumAge));
        return _objects.SweepAsync(age, cancellationToken);
    }

    internal PayloadPlace Place => new(_objects, _verified, PayloadKey.Prefix, PayloadKey.NameOf);

    private async ValueTask<VerifyingStream> OpenVerifyingAsync(PayloadHash hash, CancellationToken cancellationToken)
    {
        var payload = await _verified.OpenAsync(PayloadKey.Of(hash), hash, cancellationToken).ConfigureAwait(false);
        return payload ?? throw new PayloadNotFoundException(hash);
    }
}
