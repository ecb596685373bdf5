namespace Guarded.Store.Objects;

/// <summary>Names one state of one object. Opaque: compare it, store nothing in it.</summary>
/// <remarks>
/// Two writes under a key share no version, unless the object was deleted in between and the backend's clock stood still.
/// Where a version is made from the content, as an ETag of S3 is, two writes of the same content do share it, so what is
/// swapped should hold something that never returns, such as a number that only rises.
/// </remarks>
/// <param name="Value">What the backend calls this state, such as an ETag.</param>
public readonly record struct ObjectVersion(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
