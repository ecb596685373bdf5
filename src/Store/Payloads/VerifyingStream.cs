using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>Reads a payload and holds back its last bytes until all of them match the hash.</summary>
internal sealed class VerifyingStream : Stream
{
    private readonly ObjectContent _content;
    private readonly PayloadHash _expected;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;
    private bool _verified;
    private PayloadDamagedException? _damage;

    public VerifyingStream(ObjectContent content, PayloadHash expected)
    {
        _content = content;
        _expected = expected;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _content.Info.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A payload is verified from its first byte to its last: it cannot be sought.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || IsAtEnd())
            return 0;
        var wanted = buffer[..Wanted(buffer.Length)];
        return Accept(wanted[.._content.Stream.Read(wanted)]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || IsAtEnd())
            return 0;
        var wanted = buffer[..Wanted(buffer.Length)];
        var read = await _content.Stream.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        return Accept(wanted.Span[..read]);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A payload cannot be sought.");

    public override void SetLength(long value) => throw new NotSupportedException("A payload is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A payload is read-only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _content.Stream.Dispose();
        }
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _content.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private int Wanted(int room) => (int)Math.Min(room, Length - _position);

    // What was damaged once never looks like an end; an empty payload has no last byte to be held back.
    private bool IsAtEnd()
    {
        if (_damage is not null)
            throw _damage;
        if (_position == Length && !_verified)
            Verify();
        return _position == Length;
    }

    private int Accept(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty)
            throw Damaged($"it ends after {_position} of {Length} bytes");
        _hash.AppendData(read);
        _position += read.Length;
        if (_position == Length)
            Verify();
        return read.Length;
    }

    private void Verify()
    {
        Span<byte> actual = stackalloc byte[PayloadHash.SizeInBytes];
        _hash.GetHashAndReset(actual);
        if (PayloadHash.FromBytes(actual) != _expected)
            throw Damaged($"its {Length} bytes hash to {Convert.ToHexStringLower(actual)}");
        _verified = true;
    }

    private PayloadDamagedException Damaged(string how) => _damage = new PayloadDamagedException(_expected, how);
}
