namespace Guarded.Store.Ledger;

/// <summary>Others kept the ledger for longer than a call waits. Nothing was recorded.</summary>
public sealed class LedgerBusyException : LedgerException
{
    /// <summary>Says who keeps the ledger, as far as that can be known.</summary>
    public LedgerBusyException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
