using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3105.</summary>
public sealed class ContentHashPlatformTests
{
    private const string Attribute =
        "namespace Guarded { public sealed class ContentHashAttribute : System.Attribute { public ContentHashAttribute(int algorithm) { } } } ";

    [Theory]
    [InlineData(LanguageVersion.CSharp8, "8.0")]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    public Task An_older_language_is_reported(LanguageVersion version, string name) => new AnalyzerTest<ContentHashPlatformAnalyzer>(
        Attribute + "class A { [Guarded.ContentHash(1)] struct [|G|] { } } [Guarded.ContentHash(1)] readonly partial struct [|H|] { }")
    {
        LanguageVersion = version,
        Messages =
        [
            $"'G' gets no content hash members: the project is compiled as C# {name}; set LangVersion to 12.0 or later",
            $"'H' gets no content hash members: the project is compiled as C# {name}; set LangVersion to 12.0 or later",
        ],
    }.RunAsync();

    // A framework of our own, which has what attributes need and nothing more.
    [Fact]
    public async Task An_older_framework_is_reported()
    {
        const string Framework =
            """
            namespace System
            {
                public class Object { } public abstract class ValueType { } public class String { } public class Attribute { } public struct Int32 { } public struct Void { }
                public abstract class Enum { } public static class Convert { public static string ToHexString(int n) => ""; }
            }

            """;
        var compilation = CSharpCompilation.Create(
            "Old",
            [CSharpSyntaxTree.ParseText(Framework + Attribute + "[Guarded.ContentHash(1)] readonly partial struct H { }", path: "Old.cs")],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        var finding = Assert.Single(await compilation.WithAnalyzers([new ContentHashPlatformAnalyzer()]).GetAnalyzerDiagnosticsAsync());
        Assert.Equal("'H' gets no content hash members: the project's framework is older than .NET 9; target net9.0 or later", finding.GetMessage());
        Assert.Equal("H", finding.Location.SourceTree!.ToString().Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public Task What_is_new_enough_is_quiet(LanguageVersion version) =>
        new AnalyzerTest<ContentHashPlatformAnalyzer>(Attribute + "[Guarded.ContentHash(1)] readonly partial struct H { }") { LanguageVersion = version }.RunAsync();

    [Fact]
    public Task A_type_without_the_mark_is_quiet() =>
        new AnalyzerTest<ContentHashPlatformAnalyzer>("[System.Obsolete] struct H { }") { LanguageVersion = LanguageVersion.CSharp8 }.RunAsync();
}
