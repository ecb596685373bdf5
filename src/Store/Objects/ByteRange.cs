namespace Guarded.Store.Objects;

/// <summary>A part of an object's content.</summary>
public readonly record struct ByteRange
{
    /// <summary>The part of this length, or all that follows the offset.</summary>
    /// <param name="offset">The first byte, counted from 0.</param>
    /// <param name="length">How many bytes, or null for all that follow.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public ByteRange(long offset, long? length = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        (Offset, Length) = (offset, length);
    }

    /// <summary>The first byte, counted from 0.</summary>
    public long Offset { get; }

    /// <summary>How many bytes, or null for all that follow.</summary>
    public long? Length { get; }

    /// <summary>How many of these bytes content of this length has: none where the range begins at its end or later.</summary>
    public long LengthWithin(long contentLength) => Math.Clamp(contentLength - Offset, 0, Length ?? long.MaxValue);
}
