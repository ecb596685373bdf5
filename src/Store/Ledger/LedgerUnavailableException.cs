namespace Guarded.Store.Ledger;

/// <summary>The ledger's database cannot be reached or written: it is not there, is full, may not be written, or went away.</summary>
public sealed class LedgerUnavailableException : LedgerException
{
    /// <summary>Says what is missing and what to do.</summary>
    public LedgerUnavailableException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
