using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>How the arguments of a call that does not bind would go to a method's parameters, by names and places.</summary>
internal sealed class UnboundArguments
{
    private UnboundArguments(ImmutableArray<(IParameterSymbol, ExpressionSyntax?)> empty) => Empty = empty;

    /// <summary>The parameters that get nothing: those with an argument that is null or default, and those that are left out and null then.</summary>
    public ImmutableArray<(IParameterSymbol Parameter, ExpressionSyntax? Value)> Empty { get; }

    /// <summary>Null where the method takes other arguments.</summary>
    public static UnboundArguments? Match(IMethodSymbol method, ArgumentListSyntax arguments)
    {
        var values = new ExpressionSyntax?[method.Parameters.Length];
        for (var at = 0; at < arguments.Arguments.Count; at++)
        {
            var argument = arguments.Arguments[at];
            var parameter = argument.NameColon is { Name.Identifier.ValueText: var name }
                ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
                : method.Parameters.ElementAtOrDefault(at) ?? method.Parameters.LastOrDefault(static parameter => parameter.IsParams);
            if (parameter is null)
                return null;
            values[parameter.Ordinal] = argument.Expression;
        }

        if (method.Parameters.Any(parameter => values[parameter.Ordinal] is null && parameter is { IsOptional: false, IsParams: false }))
            return null;
        return new UnboundArguments([.. from parameter in method.Parameters
                                        let value = values[parameter.Ordinal]
                                        where value?.IsNothing() ?? parameter is { IsOptional: true, HasExplicitDefaultValue: true, ExplicitDefaultValue: null }
                                        select (parameter, value)]);
    }
}
