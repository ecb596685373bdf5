using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>Adds up what a verification finds, and tells it on.</summary>
internal sealed class PayloadVerificationTally(PayloadHash? after, IProgress<PayloadFinding>? findings, IProgress<PayloadVerificationProgress>? progress)
{
    private readonly List<PayloadFinding> _findings = [];
    private readonly HashSet<string> _unlisted = [];
    private PayloadHash? _checkedUpTo = after;
    private long _payloads;
    private long _bytes;

    public void Add(PayloadCheck check)
    {
        if (check.Bytes is { } bytes)
            (_payloads, _bytes) = (_payloads + 1, _bytes + bytes);
        if (check.Finding is { } finding)
            Add(finding);
        _checkedUpTo = check.Payload ?? _checkedUpTo;
        progress?.Report(new(_payloads, _bytes, _findings.Count, _checkedUpTo));
    }

    public void Add(PayloadFinding finding)
    {
        // A folder among the payloads that cannot be listed is met among what is foreign as well.
        if (finding.Kind == PayloadFindingKind.Unlisted && !_unlisted.Add(finding.Name))
            return;
        _findings.Add(finding);
        findings?.Report(finding);
    }

    public PayloadVerificationReport Report() => new(_payloads, _bytes, _findings);
}
