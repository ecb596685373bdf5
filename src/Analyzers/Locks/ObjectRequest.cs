using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A request to an object store as it is made and then filled in.</summary>
internal sealed class ObjectRequest(BaseObjectCreationExpressionSyntax creation)
{
    /// <summary>The request that an argument is, or that its variable was set to.</summary>
    public static ObjectRequest? Of(ExpressionSyntax request, SemanticModel model, CancellationToken cancellationToken)
    {
        var bare = request.Bare();
        if (bare is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local)
            bare = VariableValue.Of(local, name, model, cancellationToken)?.Bare();
        return bare is BaseObjectCreationExpressionSyntax creation ? new ObjectRequest(creation) : null;
    }

    public ExpressionSyntax? Key => Set().FirstOrDefault(static value => value.Name == "Key").Value;

    /// <summary>Whether it is only done to the object that is expected there, or where none is.</summary>
    public bool HasCondition() =>
        Set().Any(static value => value.Name.StartsWith("IfMatch", StringComparison.Ordinal) || value.Name.StartsWith("IfNoneMatch", StringComparison.Ordinal))
        // Older versions have it as a header only; some code has a hand of its own in it.
        || creation.Member().DescendantTokens().Any(static token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText is "If-None-Match" or "If-Match" or "if-none-match" or "if-match");

    private IEnumerable<(string Name, ExpressionSyntax Value)> Set()
    {
        foreach (var assignment in creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? [])
        {
            if (assignment.Left is IdentifierNameSyntax name)
                yield return (name.Identifier.ValueText, assignment.Right);
        }

        if (Variable() is not { } variable)
            yield break;
        foreach (var assignment in creation.Member().DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target, Name.Identifier.ValueText: var name } && target.Identifier.ValueText == variable)
                yield return (name, assignment.Right);
        }
    }

    private string? Variable() => creation.Whole().Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };
}
