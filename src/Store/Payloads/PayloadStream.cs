using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>Bytes of a payload, forward only: as many as there must be, or an exception.</summary>
internal class PayloadStream(ObjectContent content, long length, PayloadHash hash, KnownStates known) : ReadOnlyStream
{
    private long _position;
    private bool _isVerified;
    private bool _isClosed;
    private PayloadDamagedException? _damage;

    public override bool CanRead => !_isClosed;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw Refused();
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (buffer.IsEmpty || IsAtEnd())
            return 0;
        var wanted = buffer[..Wanted(buffer.Length)];
        int read;
        try
        {
            read = content.Stream.Read(wanted);
        }
        catch (IOException)
        {
            Distrust();
            throw;
        }
        return Accept(wanted[..read]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (buffer.IsEmpty || IsAtEnd())
            return 0;
        var wanted = buffer[..Wanted(buffer.Length)];
        int read;
        try
        {
            read = await content.Stream.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Distrust();
            throw;
        }
        return Accept(wanted.Span[..read]);
    }

    protected override void Dispose(bool disposing)
    {
        _isClosed = true;
        if (disposing)
            content.Stream.Dispose();
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        _isClosed = true;
        await content.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Sees what was read before the caller does.</summary>
    protected virtual void OnRead(ReadOnlySpan<byte> read)
    {
    }

    /// <summary>What is wrong with all that was read, or null. Asked once, before the last bytes are handed out.</summary>
    protected virtual string? FindDamage() => null;

    private int Wanted(int room) => (int)Math.Min(room, length - _position);

    // What was damaged once never looks like an end; an empty payload has no last byte to be held back.
    private bool IsAtEnd()
    {
        if (_damage is not null)
            throw _damage;
        if (_position == length && !_isVerified)
            Verify();
        return _position == length;
    }

    private int Accept(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty)
            throw Damaged($"it ends after {_position} of {length} bytes");
        OnRead(read);
        _position += read.Length;
        if (_position == length)
            Verify();
        return read.Length;
    }

    private void Verify()
    {
        if (FindDamage() is { } damage)
            throw Damaged(damage);
        _isVerified = true;
    }

    private PayloadDamagedException Damaged(string how)
    {
        Distrust();
        return _damage = new PayloadDamagedException(hash, how);
    }

    // Whoever stores these bytes again must look at what is there.
    private void Distrust() => known.Damaged(content.Info.Key, content.Info.Version);
}
