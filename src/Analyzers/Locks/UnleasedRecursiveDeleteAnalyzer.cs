using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5005: a tree is deleted whose items others write under leases, and no lease is taken for that.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnleasedRecursiveDeleteAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5005",
        "A tree is deleted under its own lease",
        "What is below is written under leases, and this deletes it without one: a writer may start in the middle. Take the lease of the whole tree first{0}.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        if (!LockNames.MayBeIn(model.SyntaxTree, context.CancellationToken))
            return;

        foreach (var name in Occurrences.Of("Delete", model.SyntaxTree, context.CancellationToken))
        {
            if (TreeDeletion.Of(name, model, context.CancellationToken) is { } deletion
                && LeaseUser.Around(deletion, model, context.CancellationToken) is { } user
                && !user.HoldsAt(deletion))
            {
                context.Report(Diagnostic.Create(Descriptor, deletion.GetLocation(), user.IsOfTree ? " ('AcquireStructureAsync')" : ""));
            }
        }
    }
}
