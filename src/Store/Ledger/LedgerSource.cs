namespace Guarded.Store.Ledger;

/// <summary>A source of a run: where some of its rows come from.</summary>
/// <param name="Id">Its name in this ledger.</param>
/// <param name="Name">What the caller calls it; once a run.</param>
public sealed record LedgerSource(SourceId Id, string Name);
