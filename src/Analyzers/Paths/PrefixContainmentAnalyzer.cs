using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Paths;

/// <summary>GRD4002: containment is tested by a prefix that others have too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PrefixContainmentAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD4002",
        "A path is within a folder by its segments, not by a prefix",
        "This does not tell whether '{0}' is below '{1}': {2}. Ask 'SafePath.IsWithin', or compare full paths with a separator at the folder's end.",
        Category.Paths,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        if (!HasPaths(model.SyntaxTree.GetText(context.CancellationToken).ToString()))
            return;

        foreach (var name in Occurrences.Of("StartsWith", model.SyntaxTree, context.CancellationToken))
        {
            if (name.Identifier.ValueText == "StartsWith" && ContainmentTest.At(name) is { } test && test.Fault(model, context.CancellationToken) is { } fault)
                context.Report(Diagnostic.Create(Descriptor, test.Call.GetLocation(), test.Path.ToString(), test.Root.ToString(), fault));
        }
    }

    private static bool HasPaths(string text) =>
        text.IndexOf("StartsWith", StringComparison.Ordinal) >= 0
        && (text.IndexOf("GetFullPath", StringComparison.Ordinal) >= 0
            || text.IndexOf("Path.", StringComparison.Ordinal) >= 0
            || text.IndexOf("FullName", StringComparison.Ordinal) >= 0);
}
