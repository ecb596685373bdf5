namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>Content hashes as the generator completes them, by hand and without a body, for rules that look at their use.</summary>
internal static class HashSource
{
    public const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Guarded;

        """;

    public static string Text { get; } =
        """
        namespace Guarded
        {
            public enum ContentHashAlgorithm { Sha256 = 1, Sha384 = 2, Sha512 = 3, Sha3_256 = 4 }

            [System.AttributeUsage(System.AttributeTargets.Struct)]
            public sealed class ContentHashAttribute(ContentHashAlgorithm algorithm) : System.Attribute
            {
                public ContentHashAlgorithm Algorithm { get; } = algorithm;
                public bool AcceptUpperCase { get; set; }
            }
        }

        """ + string.Concat(Type("H", "Sha256"), Type("H384", "Sha384"), Type("H512", "Sha512"), Type("H3", "Sha3_256"), Type("U", "Sha256, AcceptUpperCase = true"));

    private static string Type(string name, string mark) =>
        """

        [Guarded.ContentHash(Guarded.ContentHashAlgorithm.MARK)]
        public readonly struct NAME : System.IEquatable<NAME>, System.ISpanParsable<NAME>, System.IUtf8SpanParsable<NAME>
        {
            public bool IsDefault => true;
            public bool Equals(NAME other) => true;
            public override bool Equals(object? other) => true;
            public override int GetHashCode() => 1;
            public static bool operator ==(NAME a, NAME b) => true;
            public static bool operator !=(NAME a, NAME b) => false;
            public static NAME Compute(System.ReadOnlySpan<byte> data) => throw new System.NotSupportedException();
            public static NAME Compute(System.IO.Stream data) => throw new System.NotSupportedException();
            public static System.Threading.Tasks.Task<NAME> ComputeAsync(System.IO.Stream data, System.Threading.CancellationToken cancellationToken = default) => throw new System.NotSupportedException();
            public static NAME Parse(string s) => throw new System.NotSupportedException();
            public static NAME Parse(string s, System.IFormatProvider? provider) => throw new System.NotSupportedException();
            public static NAME Parse(System.ReadOnlySpan<char> s) => throw new System.NotSupportedException();
            public static NAME Parse(System.ReadOnlySpan<char> s, System.IFormatProvider? provider) => throw new System.NotSupportedException();
            public static NAME Parse(System.ReadOnlySpan<byte> utf8Text) => throw new System.NotSupportedException();
            public static NAME Parse(System.ReadOnlySpan<byte> utf8Text, System.IFormatProvider? provider) => throw new System.NotSupportedException();
            public static bool TryParse(string? s, out NAME result) => throw new System.NotSupportedException();
            public static bool TryParse(string? s, System.IFormatProvider? provider, out NAME result) => throw new System.NotSupportedException();
            public static bool TryParse(System.ReadOnlySpan<char> s, out NAME result) => throw new System.NotSupportedException();
            public static bool TryParse(System.ReadOnlySpan<char> s, System.IFormatProvider? provider, out NAME result) => throw new System.NotSupportedException();
            public static bool TryParse(System.ReadOnlySpan<byte> utf8Text, out NAME result) => throw new System.NotSupportedException();
            public static bool TryParse(System.ReadOnlySpan<byte> utf8Text, System.IFormatProvider? provider, out NAME result) => throw new System.NotSupportedException();
            public static NAME Parse(int number) => throw new System.NotSupportedException();
            public static NAME Parse(string s, bool isShort) => throw new System.NotSupportedException();
        }
        """.Replace("NAME", name, StringComparison.Ordinal).Replace("MARK", mark, StringComparison.Ordinal);
}
