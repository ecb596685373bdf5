using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5008: long work under a lease goes on when the lease is lost.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostLeaseIgnoredAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5008",
        "Long work under a lease notices when it is lost",
        "This can be lost while the work under it goes on, and another holder begins meanwhile. {0}.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private static readonly string[] Beginnings = ["Acquire", "TryAcquire"];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (LeasedWork.MayBeIn(context.Compilation))
            context.RegisterSemanticModelAction(Analyze);
    }

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var work = new LeasedWork(model, context.CancellationToken);
        foreach (var beginning in Beginnings)
        {
            foreach (var name in Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken))
            {
                if (LockTaking.Of(name, model, context.CancellationToken) is HeldHandle handle && work.Remedy(handle) is { } remedy)
                    context.Report(Diagnostic.Create(Descriptor, handle.Taking.GetLocation(), remedy));
            }
        }
    }
}
