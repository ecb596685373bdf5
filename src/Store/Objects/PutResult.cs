namespace Guarded.Store.Objects;

/// <summary>How a commit ended. A condition that failed is a result, not an exception.</summary>
/// <param name="Version">The state that was written, or null where the condition did not hold.</param>
public readonly record struct PutResult(ObjectVersion? Version)
{
    /// <summary>Whether the content was stored.</summary>
    public bool IsStored => Version is not null;
}
