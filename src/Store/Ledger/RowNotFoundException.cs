namespace Guarded.Store.Ledger;

/// <summary>No such row is recorded.</summary>
public sealed class RowNotFoundException(RowId row) : LedgerException($"The ledger has no row {row}.")
{
    /// <summary>The row that was asked for.</summary>
    public RowId Row { get; } = row;
}
