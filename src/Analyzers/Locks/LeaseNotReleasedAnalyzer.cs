using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5001: a lease or lock is not given back on every path, or nobody waits until it is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeaseNotReleasedAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5001",
        "What was taken is given back, on every path",
        "{0}, and whoever wants it next waits in vain. {1}.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var missing = new MissingRelease(model, context.CancellationToken);
        foreach (var beginning in LockTaking.Beginnings)
        {
            foreach (var name in Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken))
            {
                if (LockTaking.Of(name, model, context.CancellationToken) is { } hold && missing.Of(hold) is { } happens)
                    context.Report(Diagnostic.Create(Descriptor, hold.Taking.GetLocation(), happens, hold is HeldHandle ? "Keep it in a 'using'" : "Release it in a 'finally'"));
            }
        }

        foreach (var release in UnawaitedRelease.Names)
        {
            foreach (var name in Occurrences.Named(release, model.SyntaxTree, context.CancellationToken))
            {
                if (UnawaitedRelease.Of(name, model, context.CancellationToken) is { } call)
                    context.Report(Diagnostic.Create(Descriptor, call.GetLocation(), "Nobody waits until this is released: the process may end before", "Await it"));
            }
        }
    }
}
