namespace Guarded.Store.Attachments;

/// <summary>The kinds of <see cref="AttachmentFault"/>.</summary>
public enum AttachmentFaultKind
{
    /// <summary>A sidecar, or the record of who holds a payload, cannot be read.</summary>
    MetadataUnreadable,

    /// <summary>An object has a name that the store gives to none.</summary>
    ForeignName,

    /// <summary>
    /// An attachment is not in the record of who holds its payload, so that nothing keeps it. Besides harm from outside, it may be
    /// an add that was taken for dead: if it lives it removes itself; if it died just then, delete it.
    /// </summary>
    NotHeld,

    /// <summary>An attachment's payload is not there.</summary>
    PayloadMissing,

    /// <summary>An attachment's payload has another length than was stored.</summary>
    PayloadDamaged,

    /// <summary>A payload has no record of who holds it.</summary>
    HoldersMissing,

    /// <summary>An object could not be read, written or removed, for the reason that is given.</summary>
    Inaccessible,
}
