namespace Guarded.Store.Ledger;

/// <summary>What a <see cref="LedgerVerification"/> found.</summary>
/// <param name="References">How many payloads the ledger refers to.</param>
/// <param name="Payloads">How many payloads are in the store.</param>
/// <param name="Findings">What is wrong, in the order of the hashes.</param>
public sealed record LedgerVerificationReport(long References, long Payloads, IReadOnlyList<LedgerFinding> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => Findings.Count == 0;
}
