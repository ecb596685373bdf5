using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger;

/// <summary>One thing that a <see cref="LedgerVerification"/> found to be wrong.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Payload">The payload that it is about.</param>
/// <param name="Reference">Who refers to that payload, or null where nobody does. There may be others.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record LedgerFinding(LedgerFindingKind Kind, PayloadHash Payload, LedgerReference? Reference, string Reason, string Remedy);
