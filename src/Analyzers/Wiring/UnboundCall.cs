using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>A call that does not bind, because the type of one of its arguments is missing.</summary>
/// <param name="Syntax">The call.</param>
/// <param name="Arguments">What it passes.</param>
/// <param name="MayMean">The methods that take such arguments.</param>
internal sealed record UnboundCall(SyntaxNode Syntax, ArgumentListSyntax Arguments, ImmutableArray<IMethodSymbol> MayMean)
{
    /// <summary>Null where an operation that is invalid is none.</summary>
    public static UnboundCall? Of(IOperation invalid, CancellationToken cancellationToken) =>
        invalid is { SemanticModel: { } model, Syntax: InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax }
        && Binding.ArgumentsOf(invalid.Syntax) is { } arguments
        && arguments.Arguments.Any(argument => model.GetTypeInfo(argument.Expression, cancellationToken).Type is IErrorTypeSymbol)
            ? new UnboundCall(invalid.Syntax, arguments, [.. model.Meanings(invalid.Syntax, cancellationToken).OfType<IMethodSymbol>()])
            : null;
}
