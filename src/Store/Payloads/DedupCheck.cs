namespace Guarded.Store.Payloads;

/// <summary>How closely a payload that is there already is looked at when the same bytes are stored again.</summary>
/// <remarks>What is found damaged is healed. No depth takes the place of a verified read: each of them looks before, not after.</remarks>
public enum DedupCheck
{
    /// <summary>
    /// Its length is compared, and no byte of it read: one request. Catches what was torn, cut or grown. Bytes that were
    /// changed in place are caught where a read or a verification by the same store came upon them before.
    /// </summary>
    Length,

    /// <summary>
    /// Its bytes are read and hashed the first time that this store meets its present state, and its length compared from
    /// then on. Catches all damage that was there before the process began. The states of the last 8,192 payloads at
    /// least are remembered, in some 5 MB at most; one that was forgotten is read again.
    /// </summary>
    OncePerProcess,

    /// <summary>Its bytes are read and hashed each time. Catches all damage, and costs a duplicate as much as reading it.</summary>
    Always,
}
