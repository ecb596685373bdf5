using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Gaps.Pipeline;

/// <summary>E16 is what follows: resume has nothing to read, explain shows hashes, purge has nothing to purge.</summary>
public sealed class AuditTrail(AuditJournal journal)
{
    public long RowCount { get; private set; }

    public void CreateRow(long index, [PayloadReference] PayloadReference? source = null)
    {
        RowCount = index + 1;
        journal.Append(new AuditEntry(index, source?.Hash));
    }

    public void Complete(long index, PayloadReference made) => journal.Append(new AuditEntry(index, made.Hash));

    /// <summary>E15: the hash of what was made is there for ever, and what was made is gone.</summary>
    public void CompleteByHash(long index, byte[] made) =>
        journal.Append(new AuditEntry(index, PayloadHash.Compute(made))); // GRD2003
}
