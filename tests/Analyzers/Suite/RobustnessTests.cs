using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Guarded.Analyzers.Tests.Suite;

/// <summary>No analyzer throws, whatever it reads.</summary>
public sealed class RobustnessTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Our_own_library_has_no_finding()
    {
        var compilation = AllAnalyzers.Compile(Repository.SourcesIn("src"));
        Assert.NotNull(compilation.GetTypeByMetadataName("Guarded.Store.Ledger.ILedger"));
        Assert.Empty(await AllAnalyzers.FindAsync(compilation));
    }

    [Theory]
    [InlineData("samples", "Pipeline")]
    [InlineData("samples", "Tour")]
    public async Task Our_own_programs_are_no_trouble(params string[] folder) =>
        AssertNoneThrew(await AllAnalyzers.FindAsync(AllAnalyzers.Compile(Repository.SourcesIn("src", "Store").Concat(Repository.SourcesIn(folder)))));

    [SkippableFact]
    public async Task Modern_code_is_no_trouble_and_its_findings_are_found()
    {
        Skip.IfNot(LanguageVersionFacts.TryParse("14", out _), "the compiler under test is older than C# 14");
        var compilation = AllAnalyzers.Compile([("Modern.cs", ModernSource.Text)]);
        Assert.Empty(compilation.GetDiagnostics().Where(finding => finding.Severity == DiagnosticSeverity.Error));

        var found = (await AllAnalyzers.FindAsync(compilation)).Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["GRD1001", "GRD1002", "GRD1003", "GRD2001", "GRD3001", "GRD3002", "GRD3004", "GRD3101", "GRD3104"], found);
    }

    [SkippableFact]
    public async Task No_finding_hides_in_the_newest_constructs()
    {
        Skip.IfNot(LanguageVersionFacts.TryParse("14", out _), "the compiler under test is older than C# 14");
        var compilation = AllAnalyzers.Compile([("Newest.cs", NewestSource.Text)])
            .AddReferences(MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location));
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        Assert.Empty(compilation.GetDiagnostics().Where(finding => finding.Severity == DiagnosticSeverity.Error));

        var found = Comments.Found(await AllAnalyzers.FindAsync(compilation), _ => NewestSource.Text);
        Assert.Equal(string.Join('\n', Comments.Expected(NewestSource.Text).Order(StringComparer.Ordinal)), string.Join('\n', found.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Half_written_code_is_no_trouble(int part)
    {
        for (var length = part * 11; length < ModernSource.Text.Length; length += 44)
            AssertNoneThrew(await AllAnalyzers.FindAsync(AllAnalyzers.Compile([("Modern.cs", ModernSource.Text[..length])])));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Code_with_a_hole_is_no_trouble(int hole)
    {
        for (var start = 0; start + hole < ModernSource.Text.Length; start += 61)
            AssertNoneThrew(await AllAnalyzers.FindAsync(AllAnalyzers.Compile([("Modern.cs", ModernSource.Text.Remove(start, hole))])));
    }

    // Our own files, each cut off somewhere, with lines missing or tokens swapped, beside whole ones that they refer to.
    [Fact]
    public async Task Code_that_is_broken_at_random_is_no_trouble()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("GUARDED_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"GUARDED_SEED={seed}");
        var random = new Random(seed);
        var files = Repository.SourcesIn("src", "Store").Concat(Repository.SourcesIn("samples")).Append(("Modern.cs", ModernSource.Text)).Append(("Newest.cs", NewestSource.Text)).ToList();
        for (var round = 0; round < 8; round++)
        {
            var compilation = AllAnalyzers.Compile(files.Select(file => random.Next(3) == 0 ? (file.Item1, Break(file.Item2, random)) : file));
            try
            {
                AssertNoneThrew(await AllAnalyzers.FindAsync(compilation));
            }
            catch (Exception exception) when (exception.Source?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) is true)
            {
                output.WriteLine($"Round {round}: the compiler itself failed, as it would without an analyzer. {exception.Message}");
            }
        }
    }

    private static string Break(string text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                return text[..at];
            case 1:
                return text.Remove(at, random.Next(text.Length - at));
            case 2:
                return text.Insert(at, text.Substring(random.Next(text.Length - 1), 1));
            default:
                var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().ToList();
                var (one, other) = (tokens[random.Next(tokens.Count)], tokens[random.Next(tokens.Count)]);
                return text.Remove(one.SpanStart, one.Span.Length).Insert(one.SpanStart, other.Text);
        }
    }

    private static void AssertNoneThrew(IEnumerable<Diagnostic> findings) =>
        Assert.DoesNotContain(findings, finding => finding.Id == AllAnalyzers.ThrowingAnalyzer);
}
