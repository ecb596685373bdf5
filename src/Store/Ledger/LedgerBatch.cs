namespace Guarded.Store.Ledger;

/// <summary>What is recorded together: all of it in one transaction, or nothing.</summary>
public sealed record LedgerBatch
{
    /// <summary>Rows, recorded first.</summary>
    public IReadOnlyList<NewRow> Rows { get; init; } = [];

    /// <summary>What became of rows, of these or of earlier ones.</summary>
    public IReadOnlyList<NewOutcome> Outcomes { get; init; } = [];

    /// <summary>How far the run has come, by the caller's names. A value replaces the one that the run had under its name.</summary>
    public IReadOnlyDictionary<string, string> Checkpoints { get; init; } = new Dictionary<string, string>();
}
