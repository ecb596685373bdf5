using System.Collections.Immutable;
using Guarded.Analyzers.Hashes;
using Guarded.Generators.ContentHashes;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>What the generator refuses is reported, and what it completes is not, with the emitted members in place.</summary>
public sealed class AgreementTests
{
    private const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules =
    [
        new ContentHashNotPartialAnalyzer(),
        new ContentHashNotReadonlyStructAnalyzer(),
        new UnknownContentHashAlgorithmAnalyzer(),
        new ContentHashMemberClashAnalyzer(),
        new ContentHashPlatformAnalyzer(),
    ];

    [Theory]
    [InlineData("GRD3101", "$ readonly struct H;")]
    [InlineData("GRD3101", "class A { $ readonly partial struct H; }")]
    [InlineData("GRD3102", "$ partial struct H;")]
    [InlineData("GRD3102", "$ readonly partial record struct H;")]
    [InlineData("GRD3102", "$ readonly partial struct H<T>;")]
    [InlineData("GRD3102", "$ file readonly partial struct H;")]
    [InlineData("GRD3103", "[Guarded.ContentHash(default)] readonly partial struct H;")]
    [InlineData("GRD3104", "$ readonly partial struct H { public int Number { get; } }")]
    [InlineData("GRD3104", "$ readonly partial struct Parse;")]
    [InlineData("GRD3101 GRD3102", "$ struct H;")]
    [InlineData("GRD3101 GRD3102 GRD3103 GRD3104", "[Guarded.ContentHash(0)] struct H { public int Number { get; } }")]
    public async Task What_is_refused_is_reported(string ids, string source)
    {
        var run = Run(source);

        Assert.Empty(run.Outputs);
        Assert.Equal(ids, string.Join(' ', (await run.Compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync()).Select(finding => finding.Id).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp11)]
    public async Task So_is_what_is_refused_for_its_language(LanguageVersion version)
    {
        var run = Run("$ readonly partial struct H { }", version);

        Assert.Empty(run.Outputs);
        Assert.Equal("GRD3105", Assert.Single(await run.Compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync()).Id);
    }

    [Theory]
    [InlineData("$ readonly partial struct H;")]
    [InlineData("$ readonly partial struct @class;")]
    [InlineData("$ readonly partial struct H { public static H Parse(int number) => Compute([]); public bool Short => IsDefault; }")]
    [InlineData("static partial class A { partial record B(int X) { $ public readonly partial struct H; } }")]
    public async Task What_is_completed_is_not_reported(string source)
    {
        var run = Run(source);

        Assert.NotEmpty(run.Outputs);
        Assert.Empty(await run.Compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync());
    }

    // As generated_code = false in an .editorconfig has it.
    [Fact]
    public async Task What_is_completed_is_not_reported_where_generated_code_is_analyzed_too()
    {
        var compilation = Run("$ readonly partial struct H;").Compilation;
        var options = compilation.Options.WithSyntaxTreeOptionsProvider(new NothingIsGenerated());

        Assert.Empty(await compilation.WithOptions(options).WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync());
    }

    // A type that counts as generated as a whole would hide the part that people write from every analyzer.
    [Fact]
    public async Task The_written_part_of_a_completed_type_is_still_analyzed()
    {
        var run = Run("$ readonly partial struct H { [Guarded.ContentHash(0)] readonly partial struct Inner; }");

        Assert.Equal("GRD3103", Assert.Single(await run.Compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync()).Id);
    }

    private static GeneratorRun Run(string source, LanguageVersion version = LanguageVersion.Latest) => new GeneratorTest<ContentHashGenerator>(source.Replace("$", Mark, StringComparison.Ordinal))
    {
        LanguageVersion = version,
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
    }.Run();

    private sealed class NothingIsGenerated : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
