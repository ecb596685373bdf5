using Microsoft.CodeAnalysis;

namespace Guarded.ContentHashes;

/// <summary>A hash function that a content hash can be made of.</summary>
/// <param name="Title">The name that people know it by.</param>
/// <param name="Prefix">What stands before a digest in its prefixed form.</param>
/// <param name="DigestName">The emitted type that computes a digest and holds it.</param>
/// <param name="SizeInBytes">The length of a digest.</param>
internal sealed record HashFunction(string Title, string Prefix, string DigestName, int SizeInBytes)
{
    private static readonly HashFunction Sha256 = new("SHA-256", "sha256:", "Sha256Digest", 32);
    private static readonly HashFunction Sha384 = new("SHA-384", "sha384:", "Sha384Digest", 48);
    private static readonly HashFunction Sha512 = new("SHA-512", "sha512:", "Sha512Digest", 64);
    private static readonly HashFunction Sha3With256Bits = new("SHA3-256", "sha3-256:", "Sha3_256Digest", 32);

    /// <summary>The function that the attribute names, or null where it names none that is known.</summary>
    public static HashFunction? Of(AttributeData attribute) => FirstArgument.Of(attribute) is int number ? Of(number) : null;

    /// <summary>The function of a number in the enum, or null where there is none.</summary>
    public static HashFunction? Of(int number) => number switch
    {
        1 => Sha256,
        2 => Sha384,
        3 => Sha512,
        4 => Sha3With256Bits,
        _ => null,
    };
}
