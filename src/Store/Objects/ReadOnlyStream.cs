namespace Guarded.Store.Objects;

/// <summary>A stream that is only ever read, from its first byte to its last.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Position
    {
        get => throw Refused();
        set => throw Refused();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public abstract override int Read(Span<byte> buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override long Seek(long offset, SeekOrigin origin) => throw Refused();

    public override void SetLength(long value) => throw Refused();

    public override void Write(byte[] buffer, int offset, int count) => throw Refused();

    private protected static NotSupportedException Refused() => new("What is stored is read from its first byte to its last: it can be neither sought nor written.");
}
