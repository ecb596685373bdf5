using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guarded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>Holds a rule to source in which <c>[|marks|]</c> show where it reports.</summary>
internal static partial class HashRule
{
    public static Task IsQuiet<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => Reports<TAnalyzer>(source);

    /// <param name="marked">The source, with a mark for each message.</param>
    /// <param name="messages">The messages in the order of the marks.</param>
    public static async Task Reports<TAnalyzer>(string marked, params string[] messages)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var (source, spans) = Unmark(marked);
        Assert.Equal(messages.Length, spans.Length);

        var rule = new TAnalyzer();
        var compilation = Compile(source);
        var found = await Analyze(compilation, rule);

        Assert.Equal(
            spans.Zip(messages, (text, message) => (text, message)),
            found.OrderBy(finding => finding.Location.SourceSpan.Start).Select(finding => (Text(finding), finding.GetMessage(null))));
        Assert.All(found, finding => Assert.Equal((rule.SupportedDiagnostics.Single().Id, DiagnosticSeverity.Error), (finding.Id, finding.Severity)));
    }

    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, params DiagnosticAnalyzer[] rules) => await compilation
        .WithAnalyzers([.. rules], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, rule, _) => throw new InvalidOperationException($"{rule} threw.", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false))
        .GetAnalyzerDiagnosticsAsync();

    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Test",
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "Test.cs")],
        [.. FrameworkReferences.All, MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static (string Source, string[] Spans) Unmark(string marked)
    {
        var spans = new List<string>();
        var source = Mark().Replace(marked, mark =>
        {
            spans.Add($"{mark.Index - (4 * spans.Count)}: {mark.Groups[1].Value}");
            return mark.Groups[1].Value;
        });

        return (source, [.. spans]);
    }

    private static string Text(Diagnostic finding) =>
        $"{finding.Location.SourceSpan.Start}: {finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan)}";

    [GeneratedRegex(@"\[\|(.*?)\|\]")]
    private static partial Regex Mark();
}
