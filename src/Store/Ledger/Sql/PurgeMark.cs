namespace Guarded.Store.Ledger.Sql;

/// <summary>How far purges have come.</summary>
/// <param name="LastEntry">The number of the retention log's last entry, or 0.</param>
/// <param name="IsUnfinished">Whether payloads are to go that may be there still.</param>
internal readonly record struct PurgeMark(long LastEntry, bool IsUnfinished);
