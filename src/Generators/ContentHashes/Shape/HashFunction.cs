using Microsoft.CodeAnalysis;

namespace Guarded.ContentHashes;

/// <summary>A hash function that a content hash can be made of.</summary>
/// <param name="TypeName">The framework's type that computes it, in System.Security.Cryptography.</param>
/// <param name="Title">The name that people know it by.</param>
/// <param name="SizeInBytes">The length of a digest.</param>
internal sealed record HashFunction(string TypeName, string Title, int SizeInBytes)
{
    private static readonly HashFunction Sha256 = new("SHA256", "SHA-256", 32);

    /// <summary>The function that the attribute names, or null where it names none that is known.</summary>
    public static HashFunction? Of(AttributeData attribute) =>
        FirstArgument.Of(attribute) is 1 ? Sha256 : null;
}
