using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5003: a lock file or object is judged by its age, then deleted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaleLockDeleteAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5003",
        "A stale lock is taken over, not deleted",
        "The lock that is deleted here need not be the one that was found too old: meanwhile another process may have taken it, and then two hold it. Take it over in one step, on the condition that it is unchanged.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        if (!LockNames.MayBeIn(model.SyntaxTree, context.CancellationToken) || !JudgedByTime.MayBeIn(model.SyntaxTree, context.CancellationToken))
            return;

        foreach (var name in Occurrences.Of("Delete", model.SyntaxTree, context.CancellationToken))
        {
            if (LockDeletion.Of(name, model, context.CancellationToken) is { } deletion
                && new JudgedByTime(model, context.CancellationToken).Precedes(deletion))
            {
                context.Report(Diagnostic.Create(Descriptor, deletion.GetLocation()));
            }
        }
    }
}
