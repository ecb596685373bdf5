using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>Where a hash is put: followed through locals and through other forms of it, as hexadecimal text.</summary>
internal sealed class HashPlaces(SemanticModel model, CancellationToken cancellationToken)
{
    private const int Depth = 12;

    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    /// <summary>The expressions that are assigned to members or passed on.</summary>
    public IEnumerable<SyntaxNode> Of(ExpressionSyntax hash) => Follow(hash, Depth);

    private IEnumerable<SyntaxNode> Follow(ExpressionSyntax hash, int depth)
    {
        var value = hash.Awaited().Whole();
        if (depth == 0)
            return [];
        return value.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when call.CalledName() is { Identifier.ValueText: var name } && StorageVerbs.Converts(name) => Follow(call, depth - 1),
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } when IsValue(creation) => Follow(creation, depth - 1),
            ArgumentSyntax or AnonymousObjectMemberDeclaratorSyntax => [value],
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name.Identifier.ValueText: var name } => StorageVerbs.Converts(name) ? Follow(call, depth - 1) : [],
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "Hex" or "Result" } part => Follow(part, depth - 1),
            ElementAccessExpressionSyntax part when part.Expression == value => Follow(part, depth - 1),
            InterpolationSyntax { Parent: ExpressionSyntax text } => Follow(text, depth - 1),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) || sum.IsKind(SyntaxKind.CoalesceExpression) => Follow(sum, depth - 1),
            ConditionalExpressionSyntax choice when choice.Condition != value => Follow(choice, depth - 1),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => FollowLocal(variable, variable.Identifier.ValueText, model.GetDeclaredSymbol(variable, cancellationToken), depth),
            AssignmentExpressionSyntax assignment when assignment.Right == value =>
                assignment.Left is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local ? FollowLocal(assignment, local.Name, local, depth) : [value],
            _ => [],
        };
    }

    // new PayloadHash(bytes): another form of the same.
    private bool IsValue(BaseObjectCreationExpressionSyntax creation) =>
        creation.ArgumentList is { Arguments.Count: 1 } && model.GetTypeInfo(creation, cancellationToken).Type is { IsValueType: true };

    private IEnumerable<SyntaxNode> FollowLocal(SyntaxNode set, string name, ISymbol? local, int depth) => local is not ILocalSymbol || !_followed.Add(local)
        ? []
        : set.Member().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(mention => mention.SpanStart >= set.Span.End && mention.Identifier.ValueText == name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(mention, cancellationToken).Symbol, local))
            .SelectMany(mention => Follow(mention, depth - 1));
}
