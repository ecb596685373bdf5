using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>No payload is stored under a hash.</summary>
public sealed class PayloadNotFoundException(PayloadHash hash)
    : IOException($"No payload {hash} is stored here. It was never stored, was deleted, or belongs to another store.")
{
    /// <summary>The hash that was asked for.</summary>
    public PayloadHash Hash { get; } = hash;
}
