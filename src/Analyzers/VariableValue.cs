using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>What a variable is made of, as far as its file shows: what it begins with, else what it is set to first.</summary>
internal static class VariableValue
{
    /// <summary>The value; of the variable of a loop, what is looped over.</summary>
    public static ExpressionSyntax? Of(ISymbol variable, SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        Initial(variable, model, cancellationToken) ?? Assigned(variable, place, model, cancellationToken);

    private static ExpressionSyntax? Initial(ISymbol variable, SemanticModel model, CancellationToken cancellationToken) =>
        variable.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.SyntaxTree == model.SyntaxTree
            ? declaration.GetSyntax(cancellationToken) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var value } => value.IsNothing() ? null : value,
                ForEachStatementSyntax loop => loop.Expression,
                PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression ?? Returned(property),
                _ => null,
            }
            : null;

    private static ExpressionSyntax? Returned(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) switch
        {
            { ExpressionBody.Expression: var value } => value,
            { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
            _ => null,
        };

    private static ExpressionSyntax? Assigned(ISymbol variable, SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = variable is ILocalSymbol ? place.Member() : place.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? place.Member();
        return scope.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
                && assignment.Left.Bare() is SimpleNameSyntax name
                && name.Identifier.ValueText == variable.Name
                && !assignment.Right.IsNothing()
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, variable))
            .Select(static assignment => assignment.Right)
            .FirstOrDefault();
    }
}
