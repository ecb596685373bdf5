using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5006: a handler of the end of the process lets it end before the release is done, or waits on that for ever.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedReleaseAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5006",
        "A signal handler lets the release finish, within bounds",
        "{0}. {1}.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private static readonly string[] Signals = ["CancelKeyPress", "PosixSignalRegistration", "ProcessExit", "Unloading"];

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        // Two signals may share a handler.
        var reported = new HashSet<SyntaxNode>();
        foreach (var signal in Signals)
        {
            foreach (var name in Occurrences.Of(signal, model.SyntaxTree, context.CancellationToken))
            {
                if (SignalHandler.Of(name, model, context.CancellationToken) is not { } handler)
                    continue;
                foreach (var step in new HandlerSteps(handler, model, context.CancellationToken).Wrong().Where(step => reported.Add(step.Place)))
                    context.Report(Diagnostic.Create(Descriptor, step.Place.GetLocation(), step.Happens, step.Remedy));
            }
        }
    }
}
