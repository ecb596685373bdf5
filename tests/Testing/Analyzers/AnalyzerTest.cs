using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Testing.Analyzers;

/// <summary>
/// Runs an analyzer over sources and holds it to their marks: what is marked is found, nothing else is. The sources must
/// compile; a compiler error that belongs there is marked like any finding.
/// </summary>
public class AnalyzerTest<TAnalyzer> : SourceTest
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private static readonly TAnalyzer Analyzer = new();

    /// <summary>A test over one file, <c>Test.cs</c>.</summary>
    public AnalyzerTest(string source) => AddFile(MainProject, "Test.cs", source, fixedSource: null);

    private protected AnalyzerTest(string source, string? fixedSource) => AddFile(MainProject, "Test.cs", source, fixedSource);

    /// <summary>What the findings say, in the order of files and places; none where that does not matter.</summary>
    public ImmutableArray<string> Messages { get; init; } = [];

    /// <summary>Adds another file.</summary>
    public AnalyzerTest<TAnalyzer> Add(string path, string source, string project = MainProject)
    {
        AddFile(project, path, source, fixedSource: null);
        return this;
    }

    /// <exception cref="AnalyzerTestException">The analyzer threw, or found anything but what is marked.</exception>
    public virtual async Task RunAsync()
    {
        var findings = await RequireAsync(CreateSolution(), "the source", file => file.Source);
        if (!Messages.IsEmpty)
            RequireMessages([.. findings.Select(finding => finding.GetMessage())]);
    }

    private protected static Task<ImmutableArray<Diagnostic>> FindAsync(Project project) => Analysis.FindAsync(project, Analyzer);

    /// <summary>Holds a solution to the marks, the compiler's findings among them.</summary>
    /// <returns>The analyzer's findings, in the order of files and places.</returns>
    private protected async Task<ImmutableArray<Diagnostic>> RequireAsync(Solution solution, string what, Func<TestFile, MarkedSource> marked)
    {
        var expected = Files.SelectMany(file => marked(file).Marks.Select(mark => new Finding(file.FullPath, mark.Id ?? OnlyRule(), mark.Span))).ToList();
        var found = new List<Diagnostic>();
        var compiled = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            found.AddRange(await FindAsync(project));
            compiled.AddRange((await Analysis.CompilerFindingsAsync(project)).Where(finding => Counts(finding, expected)));
        }

        new Comparison(what, [.. Files.Select(file => (file.FullPath, marked(file).Text))]).Require(expected, [.. found, .. compiled]);
        var order = Files.Select(file => file.FullPath).ToList();
        return [.. found.OrderBy(finding => order.IndexOf(Finding.Of(finding).Path))];
    }

    private bool Counts(Diagnostic compilerFinding, List<Finding> expected) =>
        expected.Any(finding => finding.Id == compilerFinding.Id)
        || (compilerFinding.Severity == DiagnosticSeverity.Error && !MayBeBroken);

    private void RequireMessages(ImmutableArray<string> actual)
    {
        if (!actual.SequenceEqual(Messages))
            throw new AnalyzerTestException($"The messages differ.\nExpected:\n  {string.Join("\n  ", Messages)}\nActual:\n  {string.Join("\n  ", actual)}");
    }

    private static string OnlyRule() => Analyzer.SupportedDiagnostics is [var rule]
        ? rule.Id
        : throw new AnalyzerTestException($"{typeof(TAnalyzer).Name} has several rules, so '[|' does not say which one is meant: write '{{|ID:'.");
}
