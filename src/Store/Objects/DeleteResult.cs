namespace Guarded.Store.Objects;

/// <summary>How a delete ended.</summary>
public enum DeleteResult
{
    /// <summary>The object was removed.</summary>
    Deleted,

    /// <summary>There was none.</summary>
    NotFound,

    /// <summary>It was kept: it is not the state that was to be removed.</summary>
    Mismatch,
}
