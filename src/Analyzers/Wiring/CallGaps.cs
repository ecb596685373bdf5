using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>Finds marked parameters that a call leaves out or fills with nothing.</summary>
internal sealed class CallGaps(PayloadReferenceMarks marks)
{
    public IEnumerable<Gap> In(IOperation call, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && argument.Value.IsNothing() && marks.Mark(parameter) && !ExpressionTree.Holds(call))
                yield return Of(call, argument, parameter);
        }
    }

    /// <summary>
    /// What a call leaves empty that does not bind, because the type of an argument is missing: only what every method that
    /// it may mean takes for empty.
    /// </summary>
    public IEnumerable<Gap> InUnbound(SyntaxNode call, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!arguments.Arguments.Any(argument => model.GetTypeInfo(argument.Expression, cancellationToken).Type is IErrorTypeSymbol))
            return [];

        var meant = model.GetSymbolInfo(call, cancellationToken).CandidateSymbols.OfType<IMethodSymbol>()
            .Where(marks.MayConcern)
            .Select(method => UnboundArguments.Match(method, arguments))
            .OfType<UnboundArguments>()
            .Select(match => match.Empty.Where(empty => marks.Mark(empty.Parameter)).Select(empty => Of(call, empty.Parameter, empty.Value)).ToList())
            .ToList();
        return meant.Count > 0 && meant.All(static gaps => gaps.Count > 0) ? meant[0] : [];
    }

    private static Gap Of(SyntaxNode call, IParameterSymbol parameter, ExpressionSyntax? value) => value is null
        ? new Gap(CallName.Of(call), parameter.Name, CallName.Of(parameter.ContainingSymbol), GapKind.OmittedArgument)
        : new Gap(value.GetLocation(), parameter.Name, CallName.Of(parameter.ContainingSymbol), GapKind.NullValue);

    private static Gap Of(IOperation call, IArgumentOperation argument, IParameterSymbol parameter) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
            ? new Gap(CallName.Of(call.Syntax), parameter.Name, CallName.Of(parameter.ContainingSymbol), GapKind.OmittedArgument)
            : new Gap(Value(argument.Syntax), parameter.Name, CallName.Of(parameter.ContainingSymbol), GapKind.NullValue);

    private static Location Value(SyntaxNode argument) => (argument is ArgumentSyntax { Expression: var value } ? value : argument.Whole()).GetLocation();
}
