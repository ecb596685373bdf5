using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>Reads a whole payload and holds back its last bytes until all of them match the hash.</summary>
internal sealed class VerifyingStream(ObjectContent content, PayloadHash expected, KnownStates known)
    : PayloadStream(content, content.Info.Length, expected, known)
{
    private readonly ObjectInfo _state = content.Info;
    private readonly PayloadHash _expected = expected;
    private readonly KnownStates _known = known;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Reads all of it into memory. Only verified bytes are returned.</summary>
    public async ValueTask<byte[]> ReadAllAsync(int maxLength, CancellationToken cancellationToken)
    {
        var limit = Math.Min(maxLength, Array.MaxLength);
        if (Length > limit)
            throw new PayloadTooLargeException(_expected, Length, limit);
        var bytes = new byte[Length];
        await ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        // Where there is no last byte to be held back, only asking for the end shows the damage.
        if (bytes.Length == 0)
            await CopyToAsync(Null, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    public override ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    protected override void OnRead(ReadOnlySpan<byte> read) => _hash.AppendData(read);

    protected override string? FindDamage()
    {
        Span<byte> actual = stackalloc byte[PayloadHash.SizeInBytes];
        _hash.GetHashAndReset(actual);
        if (PayloadHash.FromBytes(actual) != _expected)
            return $"its {Length} bytes hash to {Convert.ToHexStringLower(actual)}";
        _known.Whole(_state.Key, _state.Version);
        return null;
    }
}
