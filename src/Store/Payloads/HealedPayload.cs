using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>What was damaged, and was replaced by the whole bytes when they were stored again.</summary>
/// <param name="Hash">The hash of the whole bytes.</param>
/// <param name="Key">The object that was replaced.</param>
/// <param name="Damage">What was wrong with it.</param>
/// <param name="Quarantined">The object that keeps the damaged bytes: <c>quarantine/</c>, the hash that they lay under, and their own SHA-256. Nothing ever removes it but the user.</param>
public sealed record HealedPayload(PayloadHash Hash, ObjectKey Key, string Damage, ObjectKey Quarantined);
