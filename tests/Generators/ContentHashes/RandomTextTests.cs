using System.Globalization;
using System.Text;
using Guarded.Store.Hashing;
using Xunit.Abstractions;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>Texts that are nearly hashes, read by every way in and judged by <see cref="TextOracle"/> beside it.</summary>
public sealed partial class RandomTextTests(ITestOutputHelper output)
{
    private const int Texts = 2_000;

    private readonly Random _random = Seeded(output);

    [Fact]
    public void Sha256() => ReadsAs<PayloadHash>(new(nameof(PayloadHash), "SHA-256", "sha256:", 64, AcceptsUpperCase: false));

    [Fact]
    public void Sha256_in_any_case() => ReadsAs<AnyCaseHash>(new(nameof(AnyCaseHash), "SHA-256", "sha256:", 64, AcceptsUpperCase: true));

    [Fact]
    public void Sha384() => ReadsAs<Sha384Hash>(new(nameof(Sha384Hash), "SHA-384", "sha384:", 96, AcceptsUpperCase: false));

    [Fact]
    public void Sha384_in_any_case() => ReadsAs<AnyCaseSha384>(new(nameof(AnyCaseSha384), "SHA-384", "sha384:", 96, AcceptsUpperCase: true));

    [Fact]
    public void Sha512() => ReadsAs<Sha512Hash>(new(nameof(Sha512Hash), "SHA-512", "sha512:", 128, AcceptsUpperCase: false));

    [Fact]
    public void Sha512_in_any_case() => ReadsAs<AnyCaseSha512>(new(nameof(AnyCaseSha512), "SHA-512", "sha512:", 128, AcceptsUpperCase: true));

    [Fact]
    public void Sha3_256() => ReadsAs<Sha3Hash>(new(nameof(Sha3Hash), "SHA3-256", "sha3-256:", 64, AcceptsUpperCase: false));

    [Fact]
    public void Sha3_256_in_any_case() => ReadsAs<AnyCaseSha3>(new(nameof(AnyCaseSha3), "SHA3-256", "sha3-256:", 64, AcceptsUpperCase: true));

    private void ReadsAs<T>(TextOracle oracle)
        where T : struct, ISpanParsable<T>, IUtf8SpanParsable<T>, IFormattable
    {
        var texts = new NearlyHashes(oracle, _random);
        int read = 0;
        for (int number = 0; number < Texts; number++)
        {
            var text = texts.Next();
            var utf8 = Encoding.UTF8.GetBytes(text);
            if (Judge(text, oracle.Read(text), oracle.Explain(text), () => T.Parse(text, null), (out T hash) => T.TryParse(text, null, out hash)))
                read++;

            Judge(text, oracle.Read(text), oracle.Explain(text), () => T.Parse(text.AsSpan(), null), (out T hash) => T.TryParse(text.AsSpan(), null, out hash));
            Judge(text, oracle.Read(text), oracle.ExplainUtf8(utf8), () => T.Parse(utf8, null), (out T hash) => T.TryParse(utf8, null, out hash));
        }

        Assert.InRange(read, Texts / 20, Texts * 19 / 20); // of both kinds there were many
    }

    private delegate bool Trying<T>(out T hash);

    private static bool Judge<T>(string text, string? expected, string reason, Func<T> parse, Trying<T> tryParse)
        where T : struct, IFormattable
    {
        bool isRead = tryParse(out var hash);
        if (expected is null)
        {
            Assert.False(isRead, text);
            Assert.Equal(default, hash);
            Assert.Equal(reason, Assert.Throws<FormatException>(() => parse()).Message);
        }
        else
        {
            Assert.True(isRead, text);
            Assert.Equal(expected, hash.ToString("x", null));
            Assert.Equal(hash, parse());
        }

        return isRead;
    }

    private static Random Seeded(ITestOutputHelper output)
    {
        int seed = Environment.GetEnvironmentVariable("GUARDED_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"GUARDED_SEED={seed}");
        return new Random(seed);
    }

    [ContentHash(ContentHashAlgorithm.Sha384, AcceptUpperCase = true)]
    private readonly partial struct AnyCaseSha384;

    [ContentHash(ContentHashAlgorithm.Sha512, AcceptUpperCase = true)]
    private readonly partial struct AnyCaseSha512;

    [ContentHash(ContentHashAlgorithm.Sha3_256, AcceptUpperCase = true)]
    private readonly partial struct AnyCaseSha3;
}
