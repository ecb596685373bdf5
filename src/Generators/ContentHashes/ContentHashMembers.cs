namespace Guarded.Generators.ContentHashes;

/// <summary>The members that every content hash gets; what they have in common is in the shared file.</summary>
internal static class ContentHashMembers
{
    public static string State(ContentHashModel hash) =>
        $$"""
            /// <summary>The length of a hash in bytes.</summary>
            {{Mark}} public const int SizeInBytes = {{hash.Function.SizeInBytes}};

            {{Mark}} private readonly {{Digest(hash)}} _digest;

            {{Mark}} private {{hash.Identifier}}({{Digest(hash)}} digest) => _digest = digest;

            /// <summary>Whether this is the default value, which is no hash.</summary>
            {{Mark}} public bool IsDefault => Codec.IsDefault(_digest);

            {{Mark}} private string DebuggerText => IsDefault ? "default" : ToString();

            {{Mark}} private static Guarded::ContentHashCodec<{{Digest(hash)}}> Codec => new({{CodecArguments(hash)}});

        """;

    public static string Making(ContentHashModel hash) =>
        $$"""
            /// <summary>Makes a hash of exactly {{hash.Function.SizeInBytes}} bytes that are not all zero.</summary>
            {{Mark}} public static {{hash.Type}} FromBytes(System::ReadOnlySpan<byte> bytes) => new(Codec.FromBytes(bytes));

            /// <summary>Computes the {{hash.Function.Title}} of data.</summary>
            {{Mark}} public static {{hash.Type}} Compute(System::ReadOnlySpan<byte> data) => new(Codec.Compute(data));

            /// <summary>Computes the {{hash.Function.Title}} of the rest of a stream, which stays open.</summary>
            {{Mark}} public static {{hash.Type}} Compute(System::IO.Stream data) => new(Codec.Compute(data));

            /// <summary>Computes the {{hash.Function.Title}} of the rest of a stream, which stays open.</summary>
            {{Mark}} public static async System::Threading.Tasks.Task<{{hash.Type}}> ComputeAsync(System::IO.Stream data, System::Threading.CancellationToken cancellationToken = default) =>
                new(await Codec.ComputeAsync(data, cancellationToken).ConfigureAwait(false));

        """;

    public static string Parsing(ContentHashModel hash) =>
        $$"""
            /// <summary>Reads {{hash.Function.SizeInBytes * 2}} {{(hash.AcceptsUpperCase ? "" : "lower-case ")}}hexadecimal characters, alone or after "{{hash.Function.Prefix}}"; else throws a FormatException.</summary>
            {{Mark}} public static {{hash.Type}} Parse(string s) => new(Codec.Parse(s));

            /// <inheritdoc/>
            {{Mark}} public static {{hash.Type}} Parse(string s, System::IFormatProvider? provider) => new(Codec.Parse(s));

            /// <inheritdoc/>
            {{Mark}} public static {{hash.Type}} Parse(System::ReadOnlySpan<char> s, System::IFormatProvider? provider = null) => new(Codec.Parse(s));

            /// <inheritdoc/>
            {{Mark}} public static {{hash.Type}} Parse(System::ReadOnlySpan<byte> utf8Text, System::IFormatProvider? provider = null) => new(Codec.Parse(utf8Text));

            /// <summary>Whether the text is a hash; never throws.</summary>
            {{Mark}} public static bool TryParse([Flow::NotNullWhen(true)] string? s, out {{hash.Type}} result) => Codec.TryParse(s, out result);

            /// <summary>Whether the text is a hash; never throws.</summary>
            {{Mark}} public static bool TryParse(System::ReadOnlySpan<char> s, out {{hash.Type}} result) => Codec.TryParse(s, out result);

            /// <inheritdoc/>
            {{Mark}} public static bool TryParse([Flow::NotNullWhen(true)] string? s, System::IFormatProvider? provider, out {{hash.Type}} result) => Codec.TryParse(s, out result);

            /// <inheritdoc/>
            {{Mark}} public static bool TryParse(System::ReadOnlySpan<char> s, System::IFormatProvider? provider, out {{hash.Type}} result) => Codec.TryParse(s, out result);

            /// <inheritdoc/>
            {{Mark}} public static bool TryParse(System::ReadOnlySpan<byte> utf8Text, System::IFormatProvider? provider, out {{hash.Type}} result) => Codec.TryParse(utf8Text, out result);

        """;

    public static string Comparing(ContentHashModel hash) =>
        $$"""
            /// <inheritdoc/>
            {{Mark}} public static bool operator ==({{hash.Type}} left, {{hash.Type}} right) => left.Equals(right);

            /// <inheritdoc/>
            {{Mark}} public static bool operator !=({{hash.Type}} left, {{hash.Type}} right) => !left.Equals(right);

            /// <inheritdoc/>
            {{Mark}} public static bool operator <({{hash.Type}} left, {{hash.Type}} right) => left.CompareTo(right) < 0;

            /// <inheritdoc/>
            {{Mark}} public static bool operator <=({{hash.Type}} left, {{hash.Type}} right) => left.CompareTo(right) <= 0;

            /// <inheritdoc/>
            {{Mark}} public static bool operator >({{hash.Type}} left, {{hash.Type}} right) => left.CompareTo(right) > 0;

            /// <inheritdoc/>
            {{Mark}} public static bool operator >=({{hash.Type}} left, {{hash.Type}} right) => left.CompareTo(right) >= 0;

            /// <summary>Compares in a time that does not tell where two hashes differ.</summary>
            {{Mark}} public bool Equals({{hash.Type}} other) => Codec.AreEqual(_digest, other._digest);

            /// <inheritdoc/>
            {{Mark}} public override bool Equals(object? obj) => obj is {{hash.Type}} other && Equals(other);

            /// <inheritdoc/>
            {{Mark}} public override int GetHashCode() => unchecked((int)_digest[0]);

            /// <inheritdoc/>
            {{Mark}} public int CompareTo({{hash.Type}} other) => Codec.Compare(_digest, other._digest);

        """;

    public static string Formatting(ContentHashModel hash) =>
        $$"""
            /// <summary>Copies the hash to the first {{hash.Function.SizeInBytes}} bytes of the destination.</summary>
            {{Mark}} public void CopyTo(System::Span<byte> destination) => Codec.CopyTo(_digest, destination);

            /// <inheritdoc/>
            {{Mark}} public override string ToString() => Codec.Format(_digest);

            /// <summary>Writes "x" or nothing: hexadecimal, "X": in upper case, "p": after "{{hash.Function.Prefix}}", "b": base64url.</summary>
            {{Mark}} public string ToString(string? format, System::IFormatProvider? formatProvider) => Codec.Format(_digest, format);

            /// <inheritdoc/>
            {{Mark}} public bool TryFormat(System::Span<char> destination, out int charsWritten, System::ReadOnlySpan<char> format = default, System::IFormatProvider? provider = null) =>
                Codec.TryFormat(_digest, destination, out charsWritten, format);

            /// <inheritdoc/>
            {{Mark}} public bool TryFormat(System::Span<byte> utf8Destination, out int bytesWritten, System::ReadOnlySpan<char> format = default, System::IFormatProvider? provider = null) =>
                Codec.TryFormat(_digest, utf8Destination, out bytesWritten, format);
        """;

    internal static string Mark { get; } = $"[By::GeneratedCode({Emitted.Arguments})]";

    private static string Digest(ContentHashModel hash) => $"Guarded::{hash.Function.DigestName}";

    private static string CodecArguments(ContentHashModel hash) => $"\"{hash.Name}\"{(hash.AcceptsUpperCase ? ", acceptsUpperCase: true" : "")}";
}
