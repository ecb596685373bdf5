using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>One thing that a <see cref="Verification"/> found to be wrong.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Where it lies, below the store's root: the object's key, or what stands in the place of one.</param>
/// <param name="Hash">The payload that it is named after, or null for what has no payload's name.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record PayloadFinding(PayloadFindingKind Kind, string Name, PayloadHash? Hash, string Reason);
