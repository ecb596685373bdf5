using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5007: a lock that is not given twice is taken again while it is held.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReentrantAcquireAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5007",
        "What is held is not taken again",
        "{0}, and is held here already: it waits for itself. Take it once, and call what needs it held.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var reported = new HashSet<SyntaxNode>();
        var reentrance = new Reentrance(model, context.CancellationToken);
        foreach (var beginning in LockTaking.Beginnings)
        {
            foreach (var name in Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken))
            {
                if (LockTaking.Of(name, model, context.CancellationToken) is not { } hold || !reentrance.IsGivenOnce(hold))
                    continue;
                foreach (var again in reentrance.TakenAgain(hold).Where(again => reported.Add(again.Place)))
                    context.Report(Diagnostic.Create(Descriptor, again.Place.GetLocation(), again.What));
            }
        }
    }
}
