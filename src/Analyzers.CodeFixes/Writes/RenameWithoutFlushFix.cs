using System.Composition;
using Guarded.Analyzers.Writes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1002: writes with <c>AtomicFile</c>, which stages, flushes and publishes in one call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RenameWithoutFlushFix() : GuardedFix("GRD1002")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        // The name, the write and the move, and nothing else that knows the name.
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } published, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax source }, { Expression: IdentifierNameSyntax target }, var how] } publish
            || !Replaces(publish, how.Expression)
            || model.GetSymbolInfo(source, cancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } staged
            || reference.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declared } }
            || declared.Parent != block
            || Others(staged, source, publish.Member()) is not [{ Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax write } list } argument }]
            || list.Arguments[0] != argument
            || Statement(write) is not { } written
            || written.Parent != block
            || declared.HasInnerComments()
            || published.HasComments()
            || model.GetSymbolInfo(write, cancellationToken).Symbol is not IMethodSymbol method
            || !WholeFileWrite.IsWriteAll(method.Name)
            || AtomicFiles.In(model.Compilation) is not { } atomic
            || !AtomicFiles.Offer(atomic, method))
        {
            yield break;
        }

        yield return new Change($"Write with AtomicFile.{method.Name}", nameof(RenameWithoutFlushFix), editor =>
        {
            var changed = write.WithExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, atomic.AsExpression(generator), SyntaxFactory.IdentifierName(method.Name)).WithTriviaFrom(write.Expression))
                .WithArgumentList(list.ReplaceNode(argument, argument.WithExpression(target.WithTriviaFrom(argument.Expression))));
            editor.RemoveNode(declared, SyntaxRemoveOptions.KeepNoTrivia);
            editor.RemoveNode(published, SyntaxRemoveOptions.KeepNoTrivia);
            editor.ReplaceNode(written, written.ReplaceNode(write, changed).InPlaceOf(declared));
        });
    }

    private static bool Replaces(InvocationExpressionSyntax publish, ExpressionSyntax how) => publish.CalledName()?.Identifier.ValueText switch
    {
        "Move" => how.IsKind(SyntaxKind.TrueLiteralExpression),
        "Replace" => how.IsNothing(),
        _ => false,
    };

    private static List<IdentifierNameSyntax> Others(ILocalSymbol staged, IdentifierNameSyntax source, SyntaxNode member) =>
        [.. member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name != source && name.Identifier.ValueText == staged.Name)];

    private static StatementSyntax? Statement(InvocationExpressionSyntax write) => write.Awaited().Parent as ExpressionStatementSyntax;
}
