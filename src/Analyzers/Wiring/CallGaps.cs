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

    /// <summary>What a call leaves empty that does not bind yet: only where every method that it may mean is left without.</summary>
    public IEnumerable<Gap> InUnbound(UnboundCall call)
    {
        var meant = call.MayMean.Where(marks.MayConcern).Select(method => InUnbound(call, method).ToList()).ToList();
        return meant.Count > 0 && meant.All(static gaps => gaps.Count > 0) ? meant[0] : [];
    }

    private IEnumerable<Gap> InUnbound(UnboundCall call, IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (!marks.Mark(parameter))
                continue;
            if (call.Arguments.Argument(parameter) is not { } value)
            {
                if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null })
                    yield return new Gap(CallName.Of(call.Syntax), parameter.Name, CallName.Of(method), GapKind.OmittedArgument);
            }
            else if (value.IsNothing())
            {
                yield return new Gap(value.GetLocation(), parameter.Name, CallName.Of(method), GapKind.NullValue);
            }
        }
    }

    private static Gap Of(IOperation call, IArgumentOperation argument, IParameterSymbol parameter) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
            ? new Gap(CallName.Of(call.Syntax), parameter.Name, CallName.Of(parameter.ContainingSymbol), GapKind.OmittedArgument)
            : new Gap(Value(argument.Syntax), parameter.Name, CallName.Of(parameter.ContainingSymbol), GapKind.NullValue);

    private static Location Value(SyntaxNode argument) => (argument is ArgumentSyntax { Expression: var value } ? value : argument.Whole()).GetLocation();
}
