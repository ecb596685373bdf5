using Guarded.Analyzers.Wiring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>Where a payload reference is missing, and how one is written there.</summary>
/// <param name="node">The node that is edited.</param>
/// <param name="name">The parameter or member that is empty.</param>
/// <param name="type">Its type.</param>
/// <param name="fill">Writes a reference into the node, as it is after other edits.</param>
internal sealed class EmptyPlace(SyntaxNode node, string name, ITypeSymbol type, Func<SyntaxNode, ExpressionSyntax, SyntaxNode> fill)
{
    public SyntaxNode Node { get; } = node;

    public string Name { get; } = name;

    public ITypeSymbol Type { get; } = type;

    public SyntaxNode Fill(SyntaxNode current, ExpressionSyntax reference) => fill(current, reference);

    public static EmptyPlace? At(SyntaxNode node, string name, string? kind, SemanticModel model, CancellationToken cancellationToken) => kind switch
    {
        nameof(GapKind.NullValue) => Value(node, name, model, cancellationToken),
        nameof(GapKind.OmittedArgument) => Argument(node, name, model, cancellationToken),
        nameof(GapKind.OmittedMember) => Member(node, name, model, cancellationToken),
        _ => null,
    };

    private static EmptyPlace? Value(SyntaxNode node, string name, SemanticModel model, CancellationToken cancellationToken) =>
        Outermost(node) is { } value && model.GetTypeInfo(value, cancellationToken).ConvertedType is { } type
            ? new EmptyPlace(value, name, type, static (current, reference) => reference.WithTriviaFrom(current))
            : null;

    // The reported expression is the whole one; the node found may be its innermost part of the same extent.
    private static ExpressionSyntax? Outermost(SyntaxNode node)
    {
        var value = node.FirstAncestorOrSelf<ExpressionSyntax>();
        while (value?.Parent is ExpressionSyntax parent && parent.Span == value.Span)
            value = parent;
        return value;
    }

    private static EmptyPlace? Argument(SyntaxNode node, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        var call = node.AncestorsAndSelf().FirstOrDefault(static ancestor => ArgumentLists.Has(ancestor));
        return call is not null
            && ArgumentLists.Parameter(call, name, model, cancellationToken) is { } parameter
                ? new EmptyPlace(call, name, parameter.Type, (current, reference) => ArgumentLists.Add(current, parameter, reference))
                : null;
    }

    private static EmptyPlace? Member(SyntaxNode node, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation
            || !Initializers.CanHaveMembers(creation)
            || model.GetTypeInfo(creation, cancellationToken).Type is not { } type)
        {
            return null;
        }

        ITypeSymbol? member = null;
        for (var declaring = type; declaring is not null && member is null; declaring = declaring.BaseType)
            member = declaring.GetMembers(name).Select(TypeOf).FirstOrDefault();

        return member is null
            ? null
            : new EmptyPlace(creation, name, member, (current, reference) => Initializers.Set((BaseObjectCreationExpressionSyntax)current, name, reference));
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };
}
