namespace Guarded.Store.Objects;

/// <summary>Reads a part of a <see cref="MemoryContent"/>. It cannot be sought, as it could not where the bytes come over a network.</summary>
internal sealed class MemoryContentReader(MemoryContent content, ByteRange range) : Stream
{
    private long _position = range.Offset;
    private long _left = range.LengthWithin(content.Length);
    private bool _isOpen = true;

    public override bool CanRead => _isOpen;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw NotSeekable();

    public override long Position
    {
        get => throw NotSeekable();
        set => throw NotSeekable();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(!_isOpen, this);
        var total = 0;
        while (total < buffer.Length && _left > 0)
        {
            var found = content.From(_position);
            var read = (int)Math.Min(Math.Min(found.Length, buffer.Length - total), _left);
            found[..read].CopyTo(buffer[total..]);
            (total, _position, _left) = (total + read, _position + read, _left - read);
        }
        return total;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw NotSeekable();

    public override void SetLength(long value) => throw NotWritable();

    public override void Write(byte[] buffer, int offset, int count) => throw NotWritable();

    protected override void Dispose(bool disposing)
    {
        _isOpen = false;
        base.Dispose(disposing);
    }

    private static NotSupportedException NotSeekable() => new("The content of an object is read from its first byte to its last: it cannot be sought.");

    private static NotSupportedException NotWritable() => new("The content of an object is read-only. Stage a write to replace it.");
}
