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

    /// <summary>
    /// Whether the hexadecimal characters that are parsed may be in upper or mixed case. Without it they are lower case only,
    /// so that a hash has one spelling.
    /// </summary>
    public bool AcceptUpperCase { get; set; }
}
