using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3004: a digest is kept or passed on as text or bytes, where a type for it exists.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntypedHashAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3004",
        "A hash travels as a hash, not as text or bytes",
        "This {0} travels as {1}, which any other text or bytes can be taken for. '{2}' holds one, and nothing else.",
        Category.Hashes,
        DiagnosticSeverity.Info);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (HashTypes.In(context.Compilation) is null)
            return;

        var typed = new TypedHashes(context.Compilation);
        context.RegisterSyntaxNodeAction(action => Analyze(action, typed), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, TypedHashes typed)
    {
        if (UntypedDigest.Of((InvocationExpressionSyntax)context.Node, context.SemanticModel, context.CancellationToken) is { } digest
            && digest.Travels(context.SemanticModel, context.CancellationToken)
            && typed.For(digest.Algorithm, context.SemanticModel, digest.Whole.SpanStart).FirstOrDefault() is { } hash)
        {
            context.Report(Diagnostic.Create(Descriptor, digest.Whole.GetLocation(), digest.Algorithm, digest.IsText ? "a string" : "bytes", hash.Name));
        }
    }
}
