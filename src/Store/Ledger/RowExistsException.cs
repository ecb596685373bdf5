namespace Guarded.Store.Ledger;

/// <summary>A source has a row of this index already. That one stays as it is.</summary>
public sealed class RowExistsException(SourceId source, long index) : LedgerException($"Run {source.Run} has recorded row {index} of its source {source.Number} already. The first one stays.")
{
    /// <summary>The source.</summary>
    public SourceId SourceId { get; } = source;

    /// <summary>The row's place in it.</summary>
    public long Index { get; } = index;
}
