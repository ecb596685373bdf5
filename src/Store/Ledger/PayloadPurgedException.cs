using System.Globalization;

namespace Guarded.Store.Ledger;

/// <summary>The bytes that were asked for were purged.</summary>
public sealed class PayloadPurgedException : LedgerException
{
    internal PayloadPurgedException(RetentionEntry entry, Exception innerException)
        : base(string.Create(CultureInfo.InvariantCulture, $"Payload {entry.Payload} ({entry.Length} bytes) was purged at {entry.GoneAt ?? entry.DecidedAt:u} by the policy '{entry.Policy}'. Its bytes are only where a copy was made."), innerException) => Entry = entry;

    /// <summary>What the retention log says of it.</summary>
    public RetentionEntry Entry { get; }
}
