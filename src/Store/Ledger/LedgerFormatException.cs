namespace Guarded.Store.Ledger;

/// <summary>What lies where a ledger was expected is none, is damaged, or was made by a newer Guarded. It was not changed.</summary>
public sealed class LedgerFormatException : LedgerException
{
    /// <summary>Says what is there and what to do.</summary>
    public LedgerFormatException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
