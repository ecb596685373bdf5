namespace Guarded.Store.Ledger;

/// <summary>The ledger refused, or could not be used. What it had recorded before is unchanged.</summary>
public class LedgerException : Exception
{
    /// <summary>Says what was refused and what to do.</summary>
    public LedgerException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether what the call wanted may have been recorded all the same: the database went away while it was committing.
    /// Read the ledger before the call is made again; what was recorded is refused the second time.
    /// </summary>
    public bool MayBeRecorded { get; init; }
}
