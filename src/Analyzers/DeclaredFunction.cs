using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>A method or local function of the same file.</summary>
internal sealed record DeclaredFunction(SyntaxNode Body, bool IsAsync, ParameterListSyntax Parameters)
{
    /// <summary>The one that an expression names; null where it is elsewhere or has no body.</summary>
    public static DeclaredFunction? Named(ExpressionSyntax reference, SemanticModel model, CancellationToken cancellationToken) =>
        reference.Symbol(model, cancellationToken) is IMethodSymbol method
        && method.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration
        && declaration.SyntaxTree == model.SyntaxTree
            ? declaration.GetSyntax(cancellationToken) switch
            {
                MethodDeclarationSyntax found => Of(found.Body, found.ExpressionBody, found.Modifiers, found.ParameterList),
                LocalFunctionStatementSyntax found => Of(found.Body, found.ExpressionBody, found.Modifiers, found.ParameterList),
                _ => null,
            }
            : null;

    private static DeclaredFunction? Of(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, SyntaxTokenList modifiers, ParameterListSyntax parameters) =>
        ((SyntaxNode?)block ?? arrow) is { } body ? new DeclaredFunction(body, modifiers.Any(SyntaxKind.AsyncKeyword), parameters) : null;
}
