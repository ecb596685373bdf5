namespace Guarded.Store.Payloads;

/// <summary>What a <see cref="Verification"/> found.</summary>
/// <param name="Payloads">How many payloads were read.</param>
/// <param name="Bytes">How many bytes they had.</param>
/// <param name="Findings">What is wrong: what lies among the payloads in the order of its name, then what no store put there or nobody can list.</param>
public sealed record PayloadVerificationReport(long Payloads, long Bytes, IReadOnlyList<PayloadFinding> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => Findings.Count == 0;
}
