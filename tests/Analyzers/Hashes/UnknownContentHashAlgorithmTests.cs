using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3103.</summary>
public sealed class UnknownContentHashAlgorithmTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("0")]
    [InlineData("(ContentHashAlgorithm)9")]
    [InlineData("(ContentHashAlgorithm)(-1)")]
    [InlineData("default(ContentHashAlgorithm)")]
    public Task It_is_reported(string algorithm) => HashRule.Reports<UnknownContentHashAlgorithmAnalyzer>(
        $"using Guarded; [ContentHash([|{algorithm}|])] readonly partial struct H;",
        $"'H' gets no content hash members: '{algorithm}' is no algorithm that the generator knows; write ContentHashAlgorithm.Sha256, Sha384, Sha512 or Sha3_256");

    [Fact]
    public Task A_mark_of_another_making_is_reported() => HashRule.Reports<UnknownContentHashAlgorithmAnalyzer>(
        "[[|Guarded.ContentHash|]] readonly partial struct H; namespace Guarded { class ContentHashAttribute : System.Attribute; }",
        "'H' gets no content hash members: 'Guarded.ContentHash' is no algorithm that the generator knows; write ContentHashAlgorithm.Sha256, Sha384, Sha512 or Sha3_256");

    [Theory]
    [InlineData("[ContentHash(ContentHashAlgorithm.Sha256)] readonly partial struct H;")]
    [InlineData("[ContentHash(algorithm: ContentHashAlgorithm.Sha256)] readonly partial struct H;")]
    [InlineData("[ContentHash((ContentHashAlgorithm)1)] readonly partial struct H;")]
    [InlineData("[ContentHash(C.Algorithm)] readonly partial struct H; static class C { public const ContentHashAlgorithm Algorithm = ContentHashAlgorithm.Sha256; }")]
    [InlineData("[ContentHash(ContentHashAlgorithm.Sha3_256)] readonly partial struct H;")]
    [InlineData("[ContentHash((ContentHashAlgorithm)2)] readonly partial struct H;")]
    [InlineData("[ContentHash(ContentHashAlgorithm.Sha256)] struct H { int _number; }")]
    [InlineData("[Other.ContentHash(0)] readonly partial struct H; namespace Other { class ContentHashAttribute(int x) : System.Attribute { int X => x; } }")]
    [InlineData("[System.Obsolete] readonly partial struct H;")]
    public Task It_is_quiet(string source) => HashRule.IsQuiet<UnknownContentHashAlgorithmAnalyzer>("using Guarded; " + source);

    [Theory]
    [InlineData("[ContentHash] readonly partial struct H;")]
    [InlineData("[ContentHash(\"SHA256\")] readonly partial struct H;")]
    [InlineData("[ContentHash(ContentHashAlgorithm.Sha1)] readonly partial struct H;")]
    public Task What_the_compiler_refuses_is_not_said_twice(string source) =>
        HashRule.IsQuiet<UnknownContentHashAlgorithmAnalyzer>("using Guarded; " + source);

    [Theory]
    [InlineData("default", "ContentHashAlgorithm.Sha256")]
    [InlineData("0", "ContentHashAlgorithm.Sha256")]
    [InlineData("default(ContentHashAlgorithm)", "ContentHashAlgorithm.Sha256")]
    [InlineData("(ContentHashAlgorithm)256", "ContentHashAlgorithm.Sha256")]
    [InlineData("algorithm: (ContentHashAlgorithm)9", "algorithm: ContentHashAlgorithm.Sha256")]
    public Task A_known_one_is_written(string written, string known) => HashFix.Of<UnknownContentHashAlgorithmAnalyzer, UnknownContentHashAlgorithmFix>(
        $"using Guarded; [ContentHash({(written.StartsWith("algorithm: ", StringComparison.Ordinal) ? $"algorithm: [|{written[11..]}|]" : $"[|{written}|]")})] readonly partial struct H;",
        $"using Guarded; [ContentHash({known})] readonly partial struct H;").RunAsync();

    // An enum of a version to come.
    [Theory]
    [InlineData("Blake3", "Sha256")]
    [InlineData("Sha512_256", "Sha256")]
    [InlineData("Blake2b_256", "Sha256")]
    [InlineData("Blake2b_512", "Sha512")]
    public Task The_nearest_is_written(string written, string known) => new CodeFixTest<UnknownContentHashAlgorithmAnalyzer, UnknownContentHashAlgorithmFix>(
        Future + $"[Guarded.ContentHash([|Guarded.ContentHashAlgorithm.{written}|])] readonly partial struct H;",
        Future + $"[Guarded.ContentHash(Guarded.ContentHashAlgorithm.{known})] readonly partial struct H;").RunAsync();

    [Fact]
    public Task A_mark_without_a_place_for_one_has_no_fix() => HashFix.Of<UnknownContentHashAlgorithmAnalyzer, UnknownContentHashAlgorithmFix>(
        "[[|Guarded.ContentHash|]] readonly partial struct H; namespace Guarded { class ContentHashAttribute : System.Attribute; }", null).RunAsync();

    private const string Future =
        """
        namespace Guarded
        {
            public enum ContentHashAlgorithm { Sha256 = 1, Sha512 = 3, Blake2b_256 = 21, Blake2b_512 = 24, Sha512_256 = 22, Blake3 = 23 }
            [System.AttributeUsage(System.AttributeTargets.Struct)]
            public sealed class ContentHashAttribute(ContentHashAlgorithm algorithm) : System.Attribute { public ContentHashAlgorithm Algorithm { get; } = algorithm; }
        }

        """;
}
