namespace Guarded.Store.Tests.Payloads;

/// <summary>Bytes that come a few at a time, from a stream that knows neither its length nor its place.</summary>
internal sealed class ForwardOnly(byte[] bytes, Action<int>? whenRead = null) : Source
{
    private const int AtOnce = 1000;

    private int _position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        whenRead?.Invoke(_position);
        var length = Math.Min(Math.Min(count, AtOnce), bytes.Length - _position);
        bytes.AsSpan(_position, length).CopyTo(buffer.AsSpan(offset));
        _position += length;
        return length;
    }
}
