namespace Guarded.Store.Ledger;

/// <summary>No such row is recorded.</summary>
public sealed class RowNotFoundException : LedgerException
{
    internal RowNotFoundException(RowId row) : base($"The ledger has no row {row}. Check the number.") => Row = row;

    internal RowNotFoundException(SourceId source, long index)
        : base($"Run {source.Run} has recorded no row {index} of its source {source.Number}. Record the row before what became of it.")
    {
    }

    /// <summary>The row that was asked for; null where it was named by its place in a source.</summary>
    public RowId? Row { get; }
}
