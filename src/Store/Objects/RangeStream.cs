namespace Guarded.Store.Objects;

/// <summary>A part of a seekable stream, which it closes.</summary>
internal sealed class RangeStream : Stream
{
    private readonly Stream _content;
    private long _position;

    private RangeStream(Stream content, long length)
    {
        _content = content;
        Length = length;
    }

    public override bool CanRead => _content.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => throw Refused();
    }

    public static RangeStream Of(Stream content, ByteRange range, long contentLength)
    {
        content.Position = Math.Min(range.Offset, contentLength);
        return new RangeStream(content, range.LengthWithin(contentLength));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Passed(_content.Read(buffer[..Wanted(buffer.Length)]));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Passed(await _content.ReadAsync(buffer[..Wanted(buffer.Length)], cancellationToken).ConfigureAwait(false));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw Refused();

    public override void SetLength(long value) => throw Refused();

    public override void Write(byte[] buffer, int offset, int count) => throw Refused();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private int Wanted(int room) => (int)Math.Min(room, Length - _position);

    private int Passed(int read)
    {
        _position += read;
        return read;
    }

    private static NotSupportedException Refused() => new("A part of an object can only be read, from its beginning to its end.");
}
