namespace Guarded.Store.Objects;

/// <summary>Names one state of one object. Two writes under a key never share a version. Opaque: compare it, store nothing in it.</summary>
/// <param name="Value">What the backend calls this state, such as an ETag.</param>
public readonly record struct ObjectVersion(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
