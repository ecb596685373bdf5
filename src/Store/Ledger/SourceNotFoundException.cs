namespace Guarded.Store.Ledger;

/// <summary>A run has no such source.</summary>
public sealed class SourceNotFoundException(SourceId source) : LedgerException($"Run {source.Run} has no source {source.Number}. Add it with AddSourceAsync.")
{
    /// <summary>The source that was named.</summary>
    public SourceId SourceId { get; } = source;
}
