namespace Guarded.Store.Tests.Payloads;

/// <summary>So many zeros, from no memory at all.</summary>
internal sealed class Zeros(long length) : Source
{
    private long _left = length;

    public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Fill(buffer.Span));

    private int Fill(Span<byte> buffer)
    {
        var read = (int)Math.Min(buffer.Length, _left);
        buffer[..read].Clear();
        _left -= read;
        return read;
    }
}
