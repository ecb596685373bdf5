using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>A payload is longer than a caller would hold in memory.</summary>
public sealed class PayloadTooLargeException : IOException
{
    internal PayloadTooLargeException(PayloadHash hash, long length, long maxLength)
        : base($"Payload {hash} has {length} bytes, more than the {maxLength} that may be read into memory at once. Read it from the stream of OpenAsync, or allow more.") =>
        (Hash, Length) = (hash, length);

    /// <summary>The payload that was asked for.</summary>
    public PayloadHash Hash { get; }

    /// <summary>Its length in bytes, as it is stored.</summary>
    public long Length { get; }
}
