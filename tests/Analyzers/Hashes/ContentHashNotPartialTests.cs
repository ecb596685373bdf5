using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3101.</summary>
public sealed class ContentHashNotPartialTests
{
    private const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    [Theory]
    [InlineData("$ public readonly struct [|H|];", "'H'")]
    [InlineData("namespace N { $ readonly struct [|H|] { } }", "'H'")]
    [InlineData("$ public readonly struct [|@class|];", "'class'")]
    [InlineData("class A { $ readonly partial struct [|H|]; }", "'A'")]
    [InlineData("interface A { $ readonly partial struct [|H|]; }", "'A'")]
    [InlineData("class A { partial class B { $ readonly partial struct [|H|]; } }", "'A'")]
    [InlineData("partial class A { class B { $ readonly partial struct [|H|]; } }", "'B'")]
    [InlineData("class A { class B { $ readonly struct [|H|]; } }", "'A' and 'B' and 'H'")]
    public Task It_is_reported(string source, string closed) => HashRule.Reports<ContentHashNotPartialAnalyzer>(
        source.Replace("$", Mark, StringComparison.Ordinal),
        $"'{(source.Contains('@', StringComparison.Ordinal) ? "class" : "H")}' gets no content hash members: declare {closed} partial");

    [Fact]
    public Task Each_of_two_is_reported() => HashRule.Reports<ContentHashNotPartialAnalyzer>(
        $"class A {{ {Mark} readonly partial struct [|G|]; {Mark} readonly partial struct [|H|]; }}",
        "'G' gets no content hash members: declare 'A' partial",
        "'H' gets no content hash members: declare 'A' partial");

    [Theory]
    [InlineData("$ public readonly partial struct H;")]
    [InlineData("$ readonly partial struct H; partial struct H { public int Number => 1; }")]
    [InlineData("partial class A { $ readonly partial struct H; }")]
    [InlineData("static partial class A { partial interface B { $ readonly partial struct H; } }")]
    [InlineData("partial record A { $ readonly partial struct H; }")]
    [InlineData("class A { public readonly struct H; }")]
    [InlineData("class A { [System.Obsolete] public readonly struct H; }")]
    [InlineData("[Other.ContentHash] readonly struct H; namespace Other { class ContentHashAttribute : System.Attribute; }")]
    [InlineData("[Missing.ContentHash] readonly struct H;")]
    public Task It_is_quiet(string source) =>
        HashRule.IsQuiet<ContentHashNotPartialAnalyzer>(source.Replace("$", Mark, StringComparison.Ordinal));

    [Theory]
    [InlineData("$ public readonly struct [|H|];", "$ public readonly partial struct H;")]
    [InlineData("$\n// A hash.\nreadonly struct [|H|] { }", "$\n// A hash.\nreadonly partial struct H { }")]
    [InlineData("class A { $ readonly partial struct [|H|]; }", "partial class A { $ readonly partial struct H; }")]
    [InlineData("// The first.\nclass A { class B { $ readonly struct [|H|]; } }", "// The first.\npartial class A { partial class B { $ readonly partial struct H; } }")]
    [InlineData("public static class A { public interface B { $ readonly struct [|H|]; } }", "public static partial class A { public partial interface B { $ readonly partial struct H; } }")]
    [InlineData("record A(int N) { $ readonly struct [|H|]; }", "partial record A(int N) { $ readonly partial struct H; }")]
    [InlineData("class A { $ readonly struct [|G|]; $ readonly struct [|H|]; }", "partial class A { $ readonly partial struct G; $ readonly partial struct H; }")]
    [InlineData("namespace App;\n\n/// <summary>One.</summary>\n$\n#if true\npublic readonly struct [|H|] // of data\n#else\npublic struct H\n#endif\n{\n}", "namespace App;\n\n/// <summary>One.</summary>\n$\n#if true\npublic readonly partial struct H // of data\n#else\npublic struct H\n#endif\n{\n}")]
    [InlineData("namespace App\n{\n    public /* open */ class A\n    {\n        $\n        internal readonly struct [|H|];\n    }\n}", "namespace App\n{\n    public /* open */ partial class A\n    {\n        $\n        internal readonly partial struct H;\n    }\n}")]
    public Task It_is_made_partial(string source, string fixedSource) =>
        HashFix.Of<ContentHashNotPartialAnalyzer, ContentHashNotPartialFix>(source, fixedSource).RunAsync();
}
