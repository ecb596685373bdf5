using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>What is stored under a hash is not what was stored there.</summary>
public sealed class PayloadDamagedException : IOException
{
    internal PayloadDamagedException(PayloadHash hash, string damage)
        : base($"Payload {hash} is damaged: {damage}. Restore it from a copy; nothing that was read of it may be used.") => Hash = hash;

    /// <summary>The payload that is damaged.</summary>
    public PayloadHash Hash { get; }
}
