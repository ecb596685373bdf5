namespace Guarded.Store.S3;

/// <summary>How far a <see cref="SpooledContent"/> is.</summary>
internal enum SpoolState
{
    /// <summary>It is being written.</summary>
    Open,

    /// <summary>It was closed before all of it was declared to be there.</summary>
    ClosedTooEarly,

    /// <summary>All of it is there, and can be read.</summary>
    Complete,

    /// <summary>It is gone.</summary>
    Released,
}
