using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>The same for every algorithm; the vectors are those of FIPS 180-4 and FIPS 202.</summary>
public sealed class AlgorithmTests
{
    private const string Sha384OfAbc =
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7";

    private const string Sha512OfAbc =
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    private const string Sha3OfAbc = "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532";

    [Fact]
    public Task Sha256() => HoldsAsync<PayloadHash>(PayloadHash.Compute, PayloadHash.Compute, PayloadHash.ComputeAsync, Known.OfAbc, "sha256:");

    [Fact]
    public Task Sha384() => HoldsAsync<Sha384Hash>(Sha384Hash.Compute, Sha384Hash.Compute, Sha384Hash.ComputeAsync, Sha384OfAbc, "sha384:");

    [Fact]
    public Task Sha512() => HoldsAsync<Sha512Hash>(Sha512Hash.Compute, Sha512Hash.Compute, Sha512Hash.ComputeAsync, Sha512OfAbc, "sha512:");

    [SkippableFact]
    public Task Sha3_256()
    {
        Skip.IfNot(SHA3_256.IsSupported, "This platform has no SHA3-256.");
        return HoldsAsync<Sha3Hash>(Sha3Hash.Compute, Sha3Hash.Compute, Sha3Hash.ComputeAsync, Sha3OfAbc, "sha3-256:");
    }

    [Fact]
    public void What_the_platform_cannot_compute_can_still_be_read_and_written()
    {
        var run = ContentHashTest.Of("[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha3_256)] readonly partial struct H;").Add("Program.cs",
            """
            using System;
            using System.IO;
            using System.Threading;
            using System.Threading.Tasks;
            using Guarded.Generated;

            public static class Program
            {
                private static ContentHashCodec<Unsupported> Codec => new("Fingerprint");

                public static string Compute() => Failing(() => Codec.Compute("abc"u8));
                public static string ComputeStream() => Failing(() => Codec.Compute(Stream.Null));
                public static string ComputeAsync() => Failing(() => Codec.ComputeAsync(Stream.Null, default).GetAwaiter().GetResult());
                public static string RoundTrip() => Codec.Format(Codec.Parse("new:0123456789abcdef"), "p");

                private static string Failing(Action action)
                {
                    try { action(); return ""; }
                    catch (PlatformNotSupportedException exception) { return exception.Message; }
                }

                [System.Runtime.CompilerServices.InlineArray(1)]
                private struct Unsupported : IDigest
                {
                    private ulong _word;
                    public static string Title => "NEW-64";
                    public static string Prefix => "new:";
                    public static bool IsSupported => false;
                    public static int Hash(ReadOnlySpan<byte> data, Span<byte> digest) => 0;
                    public static int Hash(Stream data, Span<byte> digest) => 0;
                    public static ValueTask<int> HashAsync(Stream data, Memory<byte> digest, CancellationToken cancellationToken) => new(0);
                }
            }
            """).Run();

        foreach (var way in (string[])["Compute", "ComputeStream", "ComputeAsync"])
            Assert.StartsWith("Fingerprint cannot be computed: this platform has no NEW-64. Compute it where", run.Invoke<string>("Program", way), StringComparison.Ordinal);

        Assert.Equal("new:0123456789abcdef", run.Invoke<string>("Program", "RoundTrip"));
    }

    private delegate T OfBytes<T>(ReadOnlySpan<byte> data);

    private static async Task HoldsAsync<T>(
        OfBytes<T> compute,
        Func<Stream, T> computeStream,
        Func<Stream, CancellationToken, Task<T>> computeStreamAsync,
        string expected,
        string prefix)
        where T : struct, IEquatable<T>, IComparable<T>, ISpanParsable<T>, IUtf8SpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable
    {
        using var stream = new MemoryStream(Known.Abc);
        var hash = compute(Known.Abc);
        Assert.Equal(expected, hash.ToString());
        Assert.Equal(hash, computeStream(stream));
        stream.Position = 0;
        Assert.Equal(hash, await computeStreamAsync(stream, CancellationToken.None));

        Assert.Equal(expected.Length / 2, Unsafe.SizeOf<T>());
        Assert.Equal(expected.ToUpperInvariant(), hash.ToString("X", null));
        Assert.Equal(prefix + expected, hash.ToString("p", null));
        Assert.Equal(Convert.ToBase64String(Convert.FromHexString(expected)).TrimEnd('=').Replace('+', '-').Replace('/', '_'), hash.ToString("b", null));
        foreach (var format in (string[])["", "x", "X", "b", "p"])
        {
            var text = hash.ToString(format, null);
            var characters = new char[text.Length];
            var bytes = new byte[text.Length];
            Assert.True(hash.TryFormat(characters, out int written, format, null));
            Assert.Equal((text.Length, text), (written, new string(characters)));
            Assert.True(hash.TryFormat(bytes, out written, format, null));
            Assert.Equal((text.Length, text), (written, Encoding.ASCII.GetString(bytes)));
            AssertTooShort(hash, text.Length - 1, format);
        }

        foreach (var text in (string[])[expected, prefix + expected])
        {
            Assert.Equal(hash, T.Parse(text, null));
            Assert.Equal(hash, T.Parse(text.AsSpan(), null));
            Assert.Equal(hash, T.Parse(Encoding.UTF8.GetBytes(text), null));
        }

        foreach (var text in (string[])[hash.ToString("b", null), prefix.ToUpperInvariant() + expected, prefix + prefix + expected, expected + prefix, prefix])
        {
            Assert.False(T.TryParse(text, null, out _));
            Assert.False(T.TryParse(Encoding.UTF8.GetBytes(text), null, out _));
        }
    }

    private static void AssertTooShort<T>(T hash, int length, string format)
        where T : ISpanFormattable, IUtf8SpanFormattable
    {
        var characters = new char[length];
        var bytes = new byte[length];
        Assert.False(hash.TryFormat(characters, out int written, format, null));
        Assert.Equal(0, written);
        Assert.False(hash.TryFormat(bytes, out written, format, null));
        Assert.Equal(0, written);
        Assert.All(bytes, value => Assert.Equal(0, value));
    }
}
