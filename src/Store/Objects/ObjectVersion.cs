namespace Guarded.Store.Objects;

/// <summary>Names one state of one object. Opaque: compare it, store nothing in it.</summary>
/// <remarks>Two writes under a key share no version, unless the object was deleted in between and the backend's clock stood still.</remarks>
/// <param name="Value">What the backend calls this state, such as an ETag.</param>
public readonly record struct ObjectVersion(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
