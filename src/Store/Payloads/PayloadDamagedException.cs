using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>What is stored under a hash is not what was stored there.</summary>
public sealed class PayloadDamagedException : IOException
{
    internal PayloadDamagedException(PayloadHash hash, string damage, string remedy = "Store its bytes again to heal it; nothing that was read of it may be used.")
        : base($"Payload {hash} is damaged: {damage}. {remedy}") => Hash = hash;

    /// <summary>The payload that is damaged.</summary>
    public PayloadHash Hash { get; }
}
