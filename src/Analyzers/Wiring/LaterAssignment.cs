using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>A new object whose member is set after its creation.</summary>
internal static class LaterAssignment
{
    public static bool Sets(SyntaxNode creation, ISymbol member, SemanticModel model, CancellationToken cancellationToken)
    {
        var whole = creation.Whole();
        if (IsSetAt(whole, member, model, cancellationToken))
            return true;

        return Holder(whole) is { } holder
            && creation.Member().DescendantNodes().OfType<ExpressionSyntax>().Any(other =>
                other.SpanStart > creation.Span.End && other.IsLike(holder) && IsSetAt(other, member, model, cancellationToken));
    }

    /// <summary>The variable that the object is put in.</summary>
    private static ExpressionSyntax? Holder(SyntaxNode value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => SyntaxFactory.IdentifierName(variable.Identifier.WithoutTrivia()),
        AssignmentExpressionSyntax assignment when assignment.Right == value && assignment.Parent is not InitializerExpressionSyntax => assignment.Left,
        _ => null,
    };

    private static bool IsSetAt(SyntaxNode receiver, ISymbol member, SemanticModel model, CancellationToken cancellationToken) => receiver.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == receiver =>
            access.Name.Identifier.ValueText == member.Name
                ? IsTarget(access)
                : access.Parent is InvocationExpressionSyntax call && Takes(call, member, model, cancellationToken),
        WithExpressionSyntax copy when copy.Expression == receiver => copy.Initializer.Expressions.Any(part =>
            part is AssignmentExpressionSyntax { Left: SimpleNameSyntax name, Right: var value } && name.Identifier.ValueText == member.Name && !value.IsNothing()),
        _ => false,
    };

    private static bool IsTarget(ExpressionSyntax access) => access.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == access && !assignment.Right.IsNothing(),
        ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax || argument.RefKindKeyword.RawKind != 0,
        _ => false,
    };

    // A method of the object that takes such a reference may well set it.
    private static bool Takes(InvocationExpressionSyntax call, ISymbol member, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, TypeOf(member)));

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };
}
