using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>How far a <see cref="Verification"/> has come.</summary>
/// <param name="Payloads">How many payloads were read.</param>
/// <param name="Bytes">How many bytes they had.</param>
/// <param name="Findings">How many findings there are so far. Each was reported before.</param>
/// <param name="CheckedUpTo">The hash that was come to. What lies under lesser ones is checked, or told to be <see cref="PayloadFindingKind.Unlisted"/>: a run that begins after it misses nothing. Null where none was checked yet.</param>
public readonly record struct PayloadVerificationProgress(long Payloads, long Bytes, long Findings, PayloadHash? CheckedUpTo);
