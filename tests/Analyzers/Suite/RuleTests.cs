using System.Reflection;
using Guarded.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Suite;

/// <summary>A rule is one analyzer, one page, one row of the releases and one test class, all named alike.</summary>
public sealed class RuleTests
{
    private static readonly string[] All = [.. AllAnalyzers.Instances.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id)];

    public static TheoryData<string> Ids => [.. All];

    [Fact]
    public void No_two_rules_have_the_same_id() => Assert.Equal(All.Distinct(), All);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_page_that_names_it(string id)
    {
        var page = Repository.Read("docs", "rules", $"{id}.md");
        Assert.StartsWith($"# {id} {NameOf(id)}\n", page, StringComparison.Ordinal);
        Assert.All(["## Bad", "## Good", "## When to suppress", "## Options"], heading => Assert.Contains($"\n{heading}\n", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_page_is_what_it_links_to(string id) =>
        Assert.Equal($"https://github.com/guarded-dotnet/guarded/blob/main/docs/rules/{id}.md", RuleOf(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_released(string id)
    {
        var rule = RuleOf(id);
        Assert.Contains($"{id} | {rule.Category} | {rule.DefaultSeverity} | {NameOf(id)}", Releases());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_in_the_index(string id)
    {
        var rule = RuleOf(id);
        var row = $"| [{id}](rules/{id}.md) | {NameOf(id)} | {rule.DefaultSeverity} | {rule.Title} |";
        Assert.Contains(row, Repository.Read("docs", "rules.md").Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_test_class(string id) => Assert.Contains($"{NameOf(id)}Tests", typeof(RuleTests).Assembly.GetTypes().Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_analyzer_is_one_for_CSharp(string id) =>
        Assert.True(AnalyzerOf(id).GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { Languages: [LanguageNames.CSharp] });

    [Fact]
    public void Every_page_and_every_release_has_its_rule()
    {
        Assert.All(Repository.NamesIn("docs", "rules"), page => Assert.Contains(Path.GetFileNameWithoutExtension(page), All));
        Assert.All(Releases().Where(row => row.StartsWith("GRD", StringComparison.Ordinal)), row => Assert.Contains(row.Split(' ')[0], All));
    }

    [Theory]
    [InlineData("strict.warnings", DiagnosticSeverity.Warning, "error")]
    [InlineData("advisory.warnings", DiagnosticSeverity.Warning, "suggestion")]
    [InlineData("advisory.errors", DiagnosticSeverity.Error, "warning")]
    public void Every_mode_knows_every_rule(string file, DiagnosticSeverity severity, string becomes) => Assert.Equal(
        All.Where(id => RuleOf(id).DefaultSeverity == severity).Select(id => $"dotnet_diagnostic.{id}.severity = {becomes}").Order(StringComparer.Ordinal),
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "modes", $"{file}.globalconfig")).SkipWhile(line => !line.StartsWith("dotnet", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fix_is_exported_and_fixes_a_rule()
    {
        var fixes = typeof(GuardedFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).ToList();
        Assert.NotEmpty(fixes);
        Assert.All(fixes, type =>
        {
            Assert.Equal([LanguageNames.CSharp], type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Languages ?? []);
            var id = Assert.Single(((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds);
            Assert.Equal($"{NameOf(id)}Fix", type.Name);
        });
    }

    private static DiagnosticAnalyzer AnalyzerOf(string id) => AllAnalyzers.Instances.Single(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id));

    private static DiagnosticDescriptor RuleOf(string id) => AnalyzerOf(id).SupportedDiagnostics.Single(rule => rule.Id == id);

    private static string NameOf(string id) => AnalyzerOf(id).GetType().Name.Replace("Analyzer", "", StringComparison.Ordinal);

    private static string[] Releases() =>
        (Repository.Read("src", "Analyzers", "AnalyzerReleases.Shipped.md") + "\n" + Repository.Read("src", "Analyzers", "AnalyzerReleases.Unshipped.md")).Split('\n');
}
