namespace Guarded.Store.Objects;

/// <summary>Reads a part of a <see cref="MemoryContent"/>. It cannot be sought, as it could not where the bytes come over a network.</summary>
internal sealed class MemoryContentReader(MemoryContent content, ByteRange range) : ReadOnlyStream
{
    private long _position = range.Offset;
    private long _left = range.LengthWithin(content.Length);
    private bool _isOpen = true;

    public override bool CanRead => _isOpen;

    public override long Length => throw Refused();

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

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        _isOpen = false;
        base.Dispose(disposing);
    }
}
