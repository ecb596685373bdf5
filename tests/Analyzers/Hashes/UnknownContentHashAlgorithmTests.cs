using Guarded.Analyzers.Hashes;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3103.</summary>
public sealed class UnknownContentHashAlgorithmTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("0")]
    [InlineData("(ContentHashAlgorithm)2")]
    [InlineData("(ContentHashAlgorithm)(-1)")]
    [InlineData("default(ContentHashAlgorithm)")]
    public Task It_is_reported(string algorithm) => HashRule.Reports<UnknownContentHashAlgorithmAnalyzer>(
        $"using Guarded; [ContentHash([|{algorithm}|])] readonly partial struct H;",
        $"'H' gets no content hash members: '{algorithm}' is no algorithm that the generator knows; write ContentHashAlgorithm.Sha256");

    [Fact]
    public Task A_mark_of_another_making_is_reported() => HashRule.Reports<UnknownContentHashAlgorithmAnalyzer>(
        "[[|Guarded.ContentHash|]] readonly partial struct H; namespace Guarded { class ContentHashAttribute : System.Attribute; }",
        "'H' gets no content hash members: 'Guarded.ContentHash' is no algorithm that the generator knows; write ContentHashAlgorithm.Sha256");

    [Theory]
    [InlineData("[ContentHash(ContentHashAlgorithm.Sha256)] readonly partial struct H;")]
    [InlineData("[ContentHash(algorithm: ContentHashAlgorithm.Sha256)] readonly partial struct H;")]
    [InlineData("[ContentHash((ContentHashAlgorithm)1)] readonly partial struct H;")]
    [InlineData("[ContentHash(C.Algorithm)] readonly partial struct H; static class C { public const ContentHashAlgorithm Algorithm = ContentHashAlgorithm.Sha256; }")]
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
}
