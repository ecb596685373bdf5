namespace Guarded;

/// <summary>The hash function behind a <see cref="ContentHashAttribute"/> type.</summary>
public enum ContentHashAlgorithm
{
    /// <summary>SHA-256 (FIPS 180-4), 32 bytes.</summary>
    Sha256 = 1,
}
