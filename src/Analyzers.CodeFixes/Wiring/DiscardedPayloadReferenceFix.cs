using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>GRD2004: keeps the reference in a local.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DiscardedPayloadReferenceFix() : GuardedFix("GRD2004")
{
    private const string Wanted = "payload";

    // The locals that earlier fixes made in the same pass, each with the member it is in.
    private const string Made = "Guarded.Kept";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement
            || Kept(statement, node, model, cancellationToken) is not { } value)
        {
            yield break;
        }

        var member = statement.Member();
        var taken = new HashSet<string>(
            member.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)
                .Concat(model.LookupSymbols(statement.SpanStart).Select(static symbol => symbol.Name)),
            StringComparer.Ordinal);
        yield return new Change("Keep the reference", nameof(DiscardedPayloadReferenceFix), editor =>
        {
            var place = member.SpanStart.ToString(CultureInfo.InvariantCulture);
            var made = editor.GetChangedRoot().GetAnnotatedTokens(Made).Where(token => token.GetAnnotations(Made).Any(mark => mark.Data == place)).Select(static token => token.ValueText);
            var name = Free([.. taken, .. made]);
            editor.ReplaceNode(statement, Declare(statement, value, SyntaxFactory.Identifier(name).WithAdditionalAnnotations(new SyntaxAnnotation(Made, place))));
        });
    }

    /// <summary>What the local holds: the reference itself, waited for where that is possible; null where it is not.</summary>
    private static ExpressionSyntax? Kept(ExpressionStatementSyntax statement, SyntaxNode name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || !statement.Contains(call))
            return null;

        var value = statement.Expression;
        if (value is AwaitExpressionSyntax awaited)
            return IsOnly(awaited.Expression, call) ? value : null;
        if (!IsOnly(value, call))
            return null;
        return model.GetTypeInfo(value, cancellationToken).Type switch
        {
            null or { SpecialType: SpecialType.System_Void } => null,
            { Name: "Task" or "ValueTask" } => IsAsync(statement) && value is InvocationExpressionSyntax ? SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), value.WithoutLeadingTrivia()) : null,
            _ => value,
        };
    }

    // The call, with what waits for it, and no other call around it.
    private static bool IsOnly(ExpressionSyntax value, InvocationExpressionSyntax call) => value switch
    {
        _ when value == call => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } } => IsOnly(inner, call),
        ConditionalAccessExpressionSyntax { WhenNotNull: var inner } => IsOnly(inner, call),
        _ => false,
    };

    private static bool IsAsync(SyntaxNode statement) => statement.Function() switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax function => function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        CompilationUnitSyntax => true,
        _ => false,
    };

    private static string Free(HashSet<string> taken)
    {
        var name = Wanted;
        for (var number = 2; taken.Contains(name); number++)
            name = Wanted + number.ToString(CultureInfo.InvariantCulture);
        return name;
    }

    private static LocalDeclarationStatementSyntax Declare(ExpressionStatementSyntax statement, ExpressionSyntax value, SyntaxToken name) => SyntaxFactory.LocalDeclarationStatement(
        SyntaxFactory.VariableDeclaration(
            SyntaxFactory.IdentifierName("var").WithLeadingTrivia(statement.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(name.WithTrailingTrivia(SyntaxFactory.Space), null, SyntaxFactory.EqualsValueClause(
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                value.WithoutLeadingTrivia())))))
        .WithSemicolonToken(statement.SemicolonToken);
}
