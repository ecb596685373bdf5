namespace Guarded.Generated;

/// <summary>A hash function, and a place for the bytes of its digests.</summary>
internal interface IDigest
{
    /// <summary>The name that people know the function by.</summary>
    static abstract string Title { get; }

    /// <summary>What stands before a digest in its prefixed form.</summary>
    static abstract string Prefix { get; }

    /// <summary>Whether this platform can compute it.</summary>
    static abstract bool IsSupported { get; }

    static abstract int Hash(ReadOnlySpan<byte> data, Span<byte> digest);

    static abstract int Hash(Stream data, Span<byte> digest);

    static abstract ValueTask<int> HashAsync(Stream data, Memory<byte> digest, CancellationToken cancellationToken);
}

/// <summary>SHA-256 (FIPS 180-4), 32 bytes.</summary>
[InlineArray(4)]
internal struct Sha256Digest : IDigest
{
    private ulong _word;

    public static string Title => "SHA-256";

    public static string Prefix => "sha256:";

    public static bool IsSupported => true;

    public static int Hash(ReadOnlySpan<byte> data, Span<byte> digest) => SHA256.HashData(data, digest);

    public static int Hash(Stream data, Span<byte> digest) => SHA256.HashData(data, digest);

    public static ValueTask<int> HashAsync(Stream data, Memory<byte> digest, CancellationToken cancellationToken) =>
        SHA256.HashDataAsync(data, digest, cancellationToken);
}

/// <summary>SHA-384 (FIPS 180-4), 48 bytes.</summary>
[InlineArray(6)]
internal struct Sha384Digest : IDigest
{
    private ulong _word;

    public static string Title => "SHA-384";

    public static string Prefix => "sha384:";

    public static bool IsSupported => true;

    public static int Hash(ReadOnlySpan<byte> data, Span<byte> digest) => SHA384.HashData(data, digest);

    public static int Hash(Stream data, Span<byte> digest) => SHA384.HashData(data, digest);

    public static ValueTask<int> HashAsync(Stream data, Memory<byte> digest, CancellationToken cancellationToken) =>
        SHA384.HashDataAsync(data, digest, cancellationToken);
}

/// <summary>SHA-512 (FIPS 180-4), 64 bytes.</summary>
[InlineArray(8)]
internal struct Sha512Digest : IDigest
{
    private ulong _word;

    public static string Title => "SHA-512";

    public static string Prefix => "sha512:";

    public static bool IsSupported => true;

    public static int Hash(ReadOnlySpan<byte> data, Span<byte> digest) => SHA512.HashData(data, digest);

    public static int Hash(Stream data, Span<byte> digest) => SHA512.HashData(data, digest);

    public static ValueTask<int> HashAsync(Stream data, Memory<byte> digest, CancellationToken cancellationToken) =>
        SHA512.HashDataAsync(data, digest, cancellationToken);
}

/// <summary>SHA3-256 (FIPS 202), 32 bytes.</summary>
[InlineArray(4)]
internal struct Sha3_256Digest : IDigest
{
    private ulong _word;

    public static string Title => "SHA3-256";

    public static string Prefix => "sha3-256:";

    public static bool IsSupported => SHA3_256.IsSupported;

    public static int Hash(ReadOnlySpan<byte> data, Span<byte> digest) => SHA3_256.HashData(data, digest);

    public static int Hash(Stream data, Span<byte> digest) => SHA3_256.HashData(data, digest);

    public static ValueTask<int> HashAsync(Stream data, Memory<byte> digest, CancellationToken cancellationToken) =>
        SHA3_256.HashDataAsync(data, digest, cancellationToken);
}
