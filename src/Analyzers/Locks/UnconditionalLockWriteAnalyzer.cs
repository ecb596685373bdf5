using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5004: a lock file or object is overwritten, whoever holds it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnconditionalLockWriteAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5004",
        "A lock is written only where nobody holds it",
        "This overwrites the lock, whoever holds it. Two processes can then hold it at once: {0} instead.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private static readonly string[] Beginnings = ["WriteAll", "Create", "OpenWrite", "StreamWriter", "FileStream", "Open", "PutObjectRequest", "Upload"];

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        if (!LockNames.MayBeIn(model.SyntaxTree, context.CancellationToken))
            return;

        foreach (var beginning in Beginnings)
        {
            foreach (var name in Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken))
            {
                if (LockWrite.Of(name, model, context.CancellationToken) is { } write && !write.IsHarmless())
                    context.Report(Diagnostic.Create(Descriptor, write.Place.GetLocation(), write.Remedy));
            }
        }
    }
}
