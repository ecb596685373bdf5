namespace Guarded.Store.Ledger;

/// <summary>The ledger refused, or could not be used. What it had recorded is unchanged.</summary>
public class LedgerException : Exception
{
    /// <summary>Says what was refused and what to do.</summary>
    public LedgerException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
