using System.Composition;
using Guarded.Analyzers.Writes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1001: writes with <c>AtomicFile</c>, whose calls are the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NonAtomicWriteFix() : GuardedFix("GRD1001")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } write
            || model.GetSymbolInfo(write, cancellationToken).Symbol is not IMethodSymbol method
            || !WholeFileWrite.IsWriteAll(method.Name)
            || AtomicFiles.In(model.Compilation) is not { } atomic
            || !AtomicFiles.Offer(atomic, method))
        {
            yield break;
        }

        yield return new Change(
            $"Write with AtomicFile.{method.Name}",
            nameof(NonAtomicWriteFix),
            editor => editor.ReplaceNode(write, (current, _) => Rename(current, atomic.AsExpression(generator))));
    }

    private static SyntaxNode Rename(SyntaxNode write, ExpressionSyntax type) => write switch
    {
        MemberAccessExpressionSyntax access => access.WithExpression(type.WithTriviaFrom(access.Expression)),
        SimpleNameSyntax name => SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            type.WithLeadingTrivia(name.GetLeadingTrivia()),
            name.WithoutLeadingTrivia()),
        _ => write,
    };
}
