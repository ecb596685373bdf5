using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>What construction leaves in a member. Where that cannot be told, it counts as set.</summary>
internal static class ConstructorEffects
{
    public static bool MaySet(IMethodSymbol constructor, ISymbol member, CancellationToken cancellationToken) =>
        Initializer(member, cancellationToken) is { } value && !value.IsNothing()
        || Chain(constructor.OriginalDefinition, member, cancellationToken).Any(link => Sets(link, member, cancellationToken));

    private static ExpressionSyntax? Initializer(ISymbol member, CancellationToken cancellationToken) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            _ => null,
        };

    /// <summary>The constructors that may run with this one.</summary>
    private static IEnumerable<IMethodSymbol> Chain(IMethodSymbol constructor, ISymbol member, CancellationToken cancellationToken)
    {
        yield return constructor;
        var calls = Declaration(constructor, cancellationToken) is ConstructorDeclarationSyntax { Initializer: { } initializer } ? initializer : null;
        if (calls is not null && calls.IsKind(SyntaxKind.ThisConstructorInitializer))
        {
            foreach (var sibling in constructor.ContainingType.InstanceConstructors)
                yield return sibling;
        }

        var passesOn = calls is { ArgumentList.Arguments.Count: > 0 } || Declaration(constructor, cancellationToken) is TypeDeclarationSyntax;
        for (var type = constructor.ContainingType; !SymbolEqualityComparer.Default.Equals(type, member.ContainingType) && type.BaseType is { } @base; type = @base.OriginalDefinition)
        {
            foreach (var inherited in @base.OriginalDefinition.InstanceConstructors)
            {
                if (passesOn || inherited.Parameters.All(static parameter => parameter.IsOptional))
                    yield return inherited;
            }
        }
    }

    private static SyntaxNode? Declaration(IMethodSymbol constructor, CancellationToken cancellationToken) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);

    private static bool Sets(IMethodSymbol constructor, ISymbol member, CancellationToken cancellationToken) => Declaration(constructor, cancellationToken) switch
    {
        ConstructorDeclarationSyntax declaration => SetsInBody(declaration, member.Name),
        RecordDeclarationSyntax { ParameterList: { } positional } => positional.Parameters.Any(parameter => parameter.Identifier.ValueText == member.Name),
        null when constructor.ContainingType.DeclaringSyntaxReferences.IsEmpty => constructor.Parameters.Any(parameter => HasNameOf(parameter, member)),
        _ => false,
    };

    private static bool HasNameOf(IParameterSymbol parameter, ISymbol member) =>
        string.Equals(parameter.Name.TrimStart('_'), member.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase);

    private static bool SetsInBody(ConstructorDeclarationSyntax declaration, string member) => declaration.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => Targets(assignment.Left).Any(target => IsNamed(target, member)) && !assignment.Right.IsNothing(),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => IsNamed(argument.Expression, member),
        // A method of its own, and whoever gets the object, may set it.
        InvocationExpressionSyntax call => call.Expression.Bare() is SimpleNameSyntax { Identifier.ValueText: not "nameof" },
        ThisExpressionSyntax { Parent: not MemberAccessExpressionSyntax } => true,
        _ => false,
    });

    private static IEnumerable<ExpressionSyntax> Targets(ExpressionSyntax left) => left is TupleExpressionSyntax tuple
        ? tuple.Arguments.SelectMany(static argument => Targets(argument.Expression))
        : [left];

    private static bool IsNamed(ExpressionSyntax expression, string member) =>
        expression.Bare() is SimpleNameSyntax name && name.Identifier.ValueText == member;
}
