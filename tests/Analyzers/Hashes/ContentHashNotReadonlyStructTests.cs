using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3102.</summary>
public sealed class ContentHashNotReadonlyStructTests
{
    private const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    [Theory]
    [InlineData("$ public partial struct [|H|];", "it is not readonly; add 'readonly'")]
    [InlineData("$ public partial struct [|H|] { public readonly int Number => 1; }", "it is not readonly; add 'readonly'")]
    [InlineData("$ public readonly ref partial struct [|H|];", "it is a ref struct; remove 'ref'")]
    [InlineData("$ public readonly partial record struct [|H|];", "it is a record struct; remove 'record', equality is emitted")]
    [InlineData("$ public readonly partial struct [|H|]<T>;", "it is generic; remove its type parameters")]
    [InlineData("partial class A<T> { $ readonly partial struct [|H|]; }", "it is nested in a generic type; move it out")]
    [InlineData("partial class A<T> { partial class B { $ readonly partial struct [|H|]; } }", "it is nested in a generic type; move it out")]
    [InlineData("$ file readonly partial struct [|H|];", "it, or a type around it, is local to its file; remove 'file'")]
    [InlineData("file partial class A { $ public readonly partial struct [|H|]; }", "it, or a type around it, is local to its file; remove 'file'")]
    [InlineData(
        "$ [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] readonly partial struct [|H|];",
        "it lays out its fields explicitly; remove [StructLayout]")]
    [InlineData("$ public partial class [|H|];", "it is not a struct; declare a readonly partial struct")]
    public Task It_is_reported(string source, string obstacle) => HashRule.Reports<ContentHashNotReadonlyStructAnalyzer>(
        source.Replace("$", Mark, StringComparison.Ordinal),
        $"'H' gets no content hash members: {obstacle}");

    [Fact]
    public Task The_part_with_the_mark_is_the_place() => HashRule.Reports<ContentHashNotReadonlyStructAnalyzer>(
        $"partial struct H {{ }} {Mark} partial struct [|H|];",
        "'H' gets no content hash members: it is not readonly; add 'readonly'");

    [Theory]
    [InlineData("$ public readonly partial struct H;")]
    [InlineData("$ partial struct H; readonly partial struct H;")]
    [InlineData("$ readonly struct H;")]
    [InlineData("partial class A { $ readonly partial struct H; }")]
    [InlineData("readonly ref partial struct A { $ readonly partial struct H; }")]
    [InlineData("partial record struct A(int X) { $ readonly partial struct H; }")]
    [InlineData("$ [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)] readonly partial struct H;")]
    [InlineData("$ [System.Obsolete(\"2\")] readonly partial struct H;")]
    [InlineData("public partial struct H;")]
    [InlineData("public ref struct H;")]
    [InlineData("public record struct H<T>;")]
    [InlineData("[Other.ContentHash] partial struct H; namespace Other { class ContentHashAttribute : System.Attribute; }")]
    public Task It_is_quiet(string source) =>
        HashRule.IsQuiet<ContentHashNotReadonlyStructAnalyzer>(source.Replace("$", Mark, StringComparison.Ordinal));

    [Theory]
    [InlineData("$ public partial struct [|H|];", "$ public readonly partial struct H;")]
    [InlineData("$ struct [|H|] { public readonly int Number => 1; }", "$ readonly partial struct H { public readonly int Number => 1; }")]
    [InlineData("$\n// A hash.\npublic readonly ref partial struct [|H|] // Of data.\n{\n}", "$\n// A hash.\npublic readonly partial struct H // Of data.\n{\n}")]
    [InlineData("$ public readonly partial record struct [|H|];", "$ public readonly partial struct H;")]
    [InlineData("$ public partial record struct [|H|] { }", "$ public readonly partial struct H { }")]
    [InlineData("$ public sealed class [|H|];", "$ public readonly partial struct H;")]
    [InlineData("$ public record [|H|];", "$ public readonly partial struct H;")]
    [InlineData("$ file readonly partial struct [|H|];", "$ readonly partial struct H;")]
    [InlineData("partial class A { $ struct [|G|]; $ partial class [|H|]; }", "partial class A { $ readonly partial struct G; $ readonly partial struct H; }")]
    [InlineData("namespace App;\n\n/// <summary>One.</summary>\n$\n#if true\npublic struct [|H|] // of data\n#else\npublic class H\n#endif\n{\n}", "namespace App;\n\n/// <summary>One.</summary>\n$\n#if true\npublic readonly partial struct H // of data\n#else\npublic class H\n#endif\n{\n}")]
    [InlineData("namespace App\n{\n    partial class A\n    {\n        $\n        internal /* plain */ record [|H|] { } // one\n    }\n}", "namespace App\n{\n    partial class A\n    {\n        $\n        internal /* plain */ readonly partial struct H { } // one\n    }\n}")]
    public Task It_is_made_a_readonly_partial_struct(string source, string fixedSource) =>
        HashFix.Of<ContentHashNotReadonlyStructAnalyzer, ContentHashNotReadonlyStructFix>(source, fixedSource).RunAsync();

    [Theory]
    [InlineData("$ public readonly partial struct [|H|]<T>;")]
    [InlineData("partial class A<T> { $ readonly partial struct [|H|]; }")]
    [InlineData("file partial class A { $ readonly partial struct [|H|]; }")]
    [InlineData("$ public partial record struct [|H|](int Number);")]
    [InlineData("$ public abstract class [|H|];")]
    [InlineData("$ public class [|H|] : System.Exception;")]
    [InlineData("$ [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] readonly partial struct [|H|];")]
    public Task What_only_people_can_decide_has_no_fix(string source) =>
        HashFix.Of<ContentHashNotReadonlyStructAnalyzer, ContentHashNotReadonlyStructFix>(source, null).RunAsync();
}
