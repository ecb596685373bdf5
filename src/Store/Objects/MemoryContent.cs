namespace Guarded.Store.Objects;

/// <summary>Bytes in memory, in chunks, so that content may be longer than an array. One writer appends; then it no longer changes.</summary>
internal sealed class MemoryContent
{
    // Below the size from which the runtime moves arrays to the large-object heap.
    private const int ChunkLength = 64 * 1024;
    private const int SmallestChunk = 256;

    // All are full but the last, which grows until it is.
    private readonly List<byte[]> _chunks = [];

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = RoomFor(bytes.Length);
            var fits = Math.Min(room.Length, bytes.Length);
            bytes[..fits].CopyTo(room);
            bytes = bytes[fits..];
            Length += fits;
        }
    }

    /// <summary>The bytes from a position to the end of the chunk that they lie in, or to the end of all.</summary>
    public ReadOnlySpan<byte> From(long position)
    {
        var (chunk, offset) = Math.DivRem(position, ChunkLength);
        var inChunk = Math.Min(ChunkLength, Length - chunk * ChunkLength);
        return _chunks[checked((int)chunk)].AsSpan((int)offset..(int)inChunk);
    }

    public Stream OpenRead(ByteRange range) => new MemoryContentReader(this, range);

    private Span<byte> RoomFor(int wanted)
    {
        var used = (int)(Length % ChunkLength);
        if (used == 0)
            _chunks.Add(new byte[Math.Clamp(wanted, SmallestChunk, ChunkLength)]);
        else if (used == _chunks[^1].Length)
            Grow(Math.Min(ChunkLength, used + Math.Clamp(wanted, used, ChunkLength)));
        return _chunks[^1].AsSpan(used);
    }

    private void Grow(int length)
    {
        var last = _chunks[^1];
        Array.Resize(ref last, length);
        _chunks[^1] = last;
    }
}
