namespace Guarded;

/// <summary>
/// Makes a <c>readonly partial struct</c> a content hash: the generator emits parsing, formatting, computing and equality,
/// with validation on every way in.
/// </summary>
/// <param name="algorithm">The hash function, which fixes the length.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class ContentHashAttribute(ContentHashAlgorithm algorithm) : Attribute
{
    /// <summary>The hash function, which fixes the length.</summary>
    public ContentHashAlgorithm Algorithm { get; } = algorithm;
}
