using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>
/// Proof that a payload is stored: only a <see cref="PayloadStore"/> makes one, after the bytes are durable.
/// Whatever records data demands it, so that a hash without its payload cannot be written down.
/// </summary>
public sealed class PayloadReference : IEquatable<PayloadReference>
{
    internal PayloadReference(PayloadHash hash, long length)
    {
        Hash = hash;
        Length = length;
    }

    /// <summary>What the payload is called: the hash of its bytes.</summary>
    public PayloadHash Hash { get; }

    /// <summary>The payload's length in bytes.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public bool Equals(PayloadReference? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PayloadReference);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();

    /// <summary>The hash, in hex.</summary>
    public override string ToString() => Hash.ToString();
}
