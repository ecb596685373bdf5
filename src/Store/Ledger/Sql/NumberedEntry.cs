namespace Guarded.Store.Ledger.Sql;

/// <summary>An entry of the retention log and its number there.</summary>
internal sealed record NumberedEntry(long Id, RetentionEntry Entry);
