using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>What is stored under a hash is not what was stored there.</summary>
public sealed class PayloadDamagedException : IOException
{
    internal PayloadDamagedException(PayloadHash hash, string damage, string remedy = "Store its bytes again to heal it; nothing that was read of it may be used.", Exception? innerException = null)
        : base($"Payload {hash} is damaged: {damage}. {remedy}", innerException) => Hash = hash;

    /// <summary>The payload that is damaged.</summary>
    public PayloadHash Hash { get; }

    internal static PayloadDamagedException Unreadable(PayloadHash hash, IOException reason) => new(
        hash, $"it cannot be read: {reason.Message.TrimEnd('.')}", "Where trying again does not help, keep what can be read of it, delete it, and store its bytes again.", reason);
}
