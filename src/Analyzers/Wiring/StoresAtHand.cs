using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>The stores that a call could pass on and does not.</summary>
internal static class StoresAtHand
{
    /// <summary>The best first; none where what is at hand takes part in the call already, or is known to be null there.</summary>
    public static IEnumerable<ISymbol> For(SyntaxNode call, IParameterSymbol parameter, SemanticModel model, CancellationToken cancellationToken) =>
        from store in new ValuesInScope(model, Inside(call), cancellationToken).For(parameter.Type, parameter.Name)
        where !TakesPart(store, call) && !NullTest.Guards(call, store.Name) && IsSet(store, call, cancellationToken)
        select store;

    // A primary constructor's parameters are in scope among the arguments only.
    private static SyntaxNode Inside(SyntaxNode call) => call is PrimaryConstructorBaseTypeSyntax @base ? @base.ArgumentList : call;

    private static bool TakesPart(ISymbol store, SyntaxNode call) =>
        Parts(call).Any(part => part.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == store.Name));

    private static IEnumerable<SyntaxNode> Parts(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => [.. Receiver(invocation), invocation.ArgumentList],
        BaseObjectCreationExpressionSyntax creation => new SyntaxNode?[] { creation.ArgumentList, creation.Initializer }.OfType<SyntaxNode>(),
        ConstructorInitializerSyntax initializer => [initializer.ArgumentList],
        PrimaryConstructorBaseTypeSyntax @base => [@base.ArgumentList],
        _ => [],
    };

    // store.CopyTo(path), store?.CopyTo(path)
    private static IEnumerable<SyntaxNode> Receiver(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => [access.Expression],
        MemberBindingExpressionSyntax when invocation.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { Expression: var receiver } => [receiver],
        _ => [],
    };

    // A constructor has what it has set so far.
    private static bool IsSet(ISymbol store, SyntaxNode call, CancellationToken cancellationToken) =>
        store is not (IFieldSymbol or IPropertySymbol) || store.IsStatic
        || call.Function() is not ConstructorDeclarationSyntax constructor
        || IsComputed(store, cancellationToken)
        || constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment.Span.End <= call.SpanStart && assignment.Left.Bare() is IdentifierNameSyntax name && name.Identifier.ValueText == store.Name);

    // By an initializer or an accessor; a base's is set before this constructor begins.
    private static bool IsComputed(ISymbol store, CancellationToken cancellationToken) =>
        store.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax field => field.Initializer is not null,
            PropertyDeclarationSyntax property => property.Initializer is not null || property.ExpressionBody is not null || property.AccessorList?.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null) is true,
            _ => true,
        };
}
