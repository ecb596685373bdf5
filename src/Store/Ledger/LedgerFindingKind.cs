namespace Guarded.Store.Ledger;

/// <summary>The kinds of <see cref="LedgerFinding"/>.</summary>
public enum LedgerFindingKind
{
    /// <summary>The ledger refers to a payload that is not in the store, and no purge took it.</summary>
    PayloadMissing,

    /// <summary>The ledger refers to a payload whose bytes are not those that were stored.</summary>
    PayloadDamaged,

    /// <summary>The ledger refers to a payload that could not be read to its end. Its bytes may be whole.</summary>
    PayloadUnreadable,

    /// <summary>A payload is in the store, and neither a row nor an output refers to it.</summary>
    PayloadUnreferenced,

    /// <summary>A purge was cut off: a payload is to go, and may be gone.</summary>
    PurgeUnfinished,
}
