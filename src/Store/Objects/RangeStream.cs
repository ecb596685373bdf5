namespace Guarded.Store.Objects;

/// <summary>A part of a seekable stream, which it closes.</summary>
internal sealed class RangeStream : ReadOnlyStream
{
    private readonly Stream _content;
    private long _position;

    private RangeStream(Stream content, long length)
    {
        _content = content;
        Length = length;
    }

    public override bool CanRead => _content.CanRead;

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

    public override int Read(Span<byte> buffer) => Passed(_content.Read(buffer[..Wanted(buffer.Length)]));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Passed(await _content.ReadAsync(buffer[..Wanted(buffer.Length)], cancellationToken).ConfigureAwait(false));

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
}
