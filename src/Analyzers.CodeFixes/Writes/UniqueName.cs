using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>Names of staging files that no two writers share.</summary>
internal static class UniqueName
{
    private static readonly SyntaxToken Plus = SyntaxFactory.Token(SyntaxKind.PlusToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);

    /// <summary><c>path + "." + Path.GetRandomFileName()</c>.</summary>
    public static ExpressionSyntax Beside(ExpressionSyntax path, INamedTypeSymbol pathType, SyntaxGenerator generator) =>
        Sum(Sum(path.WithoutTrivia(), Plus, Dot), Plus, Random(pathType, generator)).WithTriviaFrom(path);

    /// <summary>The name with something random in it, before the extension where it has one.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax name, INamedTypeSymbol pathType, SyntaxGenerator generator) => name switch
    {
        BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: var extension } literal } sum when extension.StartsWith(".", StringComparison.Ordinal) =>
            Sum(Sum(Sum(sum.Left, sum.OperatorToken, Dot), Plus, Random(pathType, generator)), Plus, literal),
        InterpolatedStringExpressionSyntax { Contents: { Count: > 0 } contents } format when contents.Last() is InterpolatedStringTextSyntax { TextToken.ValueText: var extension } text && extension.StartsWith(".", StringComparison.Ordinal) =>
            format.WithContents(contents.RemoveAt(contents.Count - 1).AddRange([Text("."), SyntaxFactory.Interpolation(Random(pathType, generator)), text])),
        _ => Beside(name, pathType, generator),
    };

    private static ExpressionSyntax Dot => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("."));

    private static InterpolatedStringTextSyntax Text(string text) =>
        SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, text, text, default));

    private static InvocationExpressionSyntax Random(INamedTypeSymbol pathType, SyntaxGenerator generator) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, pathType.AsExpression(generator), SyntaxFactory.IdentifierName("GetRandomFileName")));

    private static BinaryExpressionSyntax Sum(ExpressionSyntax left, SyntaxToken plus, ExpressionSyntax right) =>
        SyntaxFactory.BinaryExpression(SyntaxKind.AddExpression, left, plus, right);
}
