using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger;

/// <summary>What the retention log says of a payload.</summary>
/// <param name="Payload">What was there.</param>
/// <param name="Length">How long it was, in bytes.</param>
/// <param name="Policy">The policy by which it went.</param>
/// <param name="EndedBefore">The runs that the policy no longer kept it for are those that had ended by then.</param>
/// <param name="DecidedAt">When a purge decided that it goes.</param>
/// <param name="GoneAt">When it was gone, or null where that purge was cut off; the next one finishes it.</param>
public sealed record RetentionEntry(PayloadHash Payload, long Length, string Policy, DateTimeOffset EndedBefore, DateTimeOffset DecidedAt, DateTimeOffset? GoneAt);
