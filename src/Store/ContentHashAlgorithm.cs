using System.Diagnostics.CodeAnalysis;

namespace Guarded;

/// <summary>The hash function behind a <see cref="ContentHashAttribute"/> type.</summary>
public enum ContentHashAlgorithm
{
    /// <summary>SHA-256 (FIPS 180-4), 32 bytes, written <c>sha256:…</c> with its prefix.</summary>
    Sha256 = 1,

    /// <summary>SHA-384 (FIPS 180-4), 48 bytes, written <c>sha384:…</c> with its prefix.</summary>
    Sha384 = 2,

    /// <summary>SHA-512 (FIPS 180-4), 64 bytes, written <c>sha512:…</c> with its prefix.</summary>
    Sha512 = 3,

    /// <summary>
    /// SHA3-256 (FIPS 202), 32 bytes, written <c>sha3-256:…</c> with its prefix. Computing it takes OpenSSL 1.1.1 or Windows 11
    /// 24H2; reading and writing it works everywhere.
    /// </summary>
    [SuppressMessage("Naming", "CA1707", Justification = "The function's own name has a hyphen there.")]
    Sha3_256 = 4,
}
