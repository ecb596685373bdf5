using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1007: replaces the target by the rename itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GapBeforeReplaceFix() : GuardedFix("GRD1007")
{
    private const string Title = "Replace in one step";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } } call)
            return [];
        return name.Identifier.ValueText switch
        {
            "Copy" when CanOverwrite(model, call, cancellationToken) => [MoveInstead(call, name)],
            "Delete" when OneStep(call, model, cancellationToken) is { } change => [change],
            _ => [],
        };
    }

    // File.Move that overwrites came with .NET Core 3.
    private static bool CanOverwrite(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: var type }
        && type.GetMembers("Move").OfType<IMethodSymbol>().Any(static move => move.Parameters.Length == 3);

    // What is deleted after it is no longer there.
    private static Change MoveInstead(InvocationExpressionSyntax copy, SimpleNameSyntax name) => new(Title, nameof(GapBeforeReplaceFix), editor =>
    {
        editor.ReplaceNode(name, SyntaxFactory.IdentifierName("Move").WithTriviaFrom(name));
        if (copy.Parent is ExpressionStatementSyntax { Parent: BlockSyntax block } statement
            && block.Statements.ElementAtOrDefault(block.Statements.IndexOf(statement) + 1) is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var deleted }] } delete } next
            && delete.CalledName()?.Identifier.ValueText == "Delete"
            && copy.ArgumentList.Arguments[0].Expression.IsLike(deleted)
            && !next.HasComments())
        {
            editor.RemoveNode(next, SyntaxRemoveOptions.KeepNoTrivia);
        }
    });

    private static Change? OneStep(InvocationExpressionSyntax delete, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Whole(delete) is not { Parent: BlockSyntax block } whole
            || whole.HasInnerComments()
            || block.Statements.ElementAtOrDefault(block.Statements.IndexOf(whole) + 1) is not ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList: { Arguments.Count: 2 or 3 } arguments } move } next
            || move.CalledName()?.Identifier.ValueText != "Move"
            || !CanOverwrite(model, move, cancellationToken))
        {
            return null;
        }

        var overwrite = SyntaxFactory.Argument(
            SyntaxFactory.NameColon("overwrite").WithTrailingTrivia(SyntaxFactory.Space), default, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression));
        var first = SyntaxFactory.SeparatedList(arguments.Arguments.Take(2), [arguments.Arguments.GetSeparator(0), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]);
        var replaced = next.ReplaceNode(arguments, arguments.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(first.GetWithSeparators().Add(overwrite))));
        return new Change(Title, nameof(GapBeforeReplaceFix), editor =>
        {
            editor.RemoveNode(whole, SyntaxRemoveOptions.KeepNoTrivia);
            editor.ReplaceNode(next, replaced.InPlaceOf(whole));
        });
    }

    /// <summary>The statement that deletes, with the check whether there is anything.</summary>
    private static StatementSyntax? Whole(InvocationExpressionSyntax delete)
    {
        if (delete.Parent is not ExpressionStatementSyntax statement)
            return null;
        StatementSyntax inner = statement.Parent is BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax } block ? block : statement;
        return inner.Parent switch
        {
            IfStatementSyntax { Else: null } check when IsExists(check.Condition) => check,
            IfStatementSyntax or ElseClauseSyntax => null,
            _ => statement,
        };
    }

    private static bool IsExists(ExpressionSyntax condition) => condition switch
    {
        InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText == "Exists",
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == "Exists",
        _ => false,
    };
}
