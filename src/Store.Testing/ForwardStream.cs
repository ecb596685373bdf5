namespace Guarded.Store.Testing;

/// <summary>A source that can only be read forwards and gives less than it is asked for, as a network does.</summary>
internal sealed class ForwardStream(Stream inner, Action? whenEmpty = null) : Stream
{
    private const int AtOnce = 1_000;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, Math.Min(count, AtOnce));
        if (read == 0)
            whenEmpty?.Invoke();
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
