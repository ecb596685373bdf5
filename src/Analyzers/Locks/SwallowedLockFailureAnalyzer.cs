using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Locks;

/// <summary>GRD5002: a lock was not taken, and the code goes on as if it were.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedLockFailureAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD5002",
        "A lock that was not taken stops what it is for",
        "{0}, and what follows runs without the lock. Stop there: return, or throw.",
        Category.Locks,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        context.RegisterSemanticModelAction(AnalyzeAnswers);
        context.RegisterSyntaxNodeAction(AnalyzeCatch, SyntaxKind.CatchClause);
    }

    private static void AnalyzeAnswers(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        foreach (var beginning in (string[])["Wait", "TryEnter", "LockTake"])
        {
            foreach (var name in Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken))
            {
                if (BoundedAcquire.Of(name, model, context.CancellationToken) is { } acquire
                    && new LockAnswer(acquire, model, context.CancellationToken).IsSwallowed())
                {
                    context.Report(Diagnostic.Create(Descriptor, acquire.Call.GetLocation(), $"'{name.Identifier.ValueText}' says so where it did not take the lock in its time"));
                }
            }
        }
    }

    private static void AnalyzeCatch(SyntaxNodeAnalysisContext context)
    {
        var clause = (CatchClauseSyntax)context.Node;
        if (LockAttempt.IsPassedOver(clause, context.SemanticModel, context.CancellationToken))
            context.Report(Diagnostic.Create(Descriptor, clause.CatchKeyword.GetLocation(), "That the lock could not be taken is passed over here"));
    }
}
