using Guarded.Store.Hashing;

namespace Gaps.Pipeline;

/// <summary>What the audit database keeps.</summary>
public sealed class AuditJournal
{
    public void Append(AuditEntry entry) => Console.WriteLine(entry);
}

public sealed record AuditEntry(long Index, PayloadHash? DataHash);
