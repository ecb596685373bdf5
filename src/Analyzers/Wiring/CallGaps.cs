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

    private static Gap Of(IOperation call, IArgumentOperation argument, IParameterSymbol parameter) =>
        argument.ArgumentKind == ArgumentKind.DefaultValue
            ? new Gap(Name(call.Syntax), parameter.Name, Owner(parameter.ContainingSymbol), GapKind.OmittedArgument)
            : new Gap(Value(argument.Syntax), parameter.Name, Owner(parameter.ContainingSymbol), GapKind.NullValue);

    private static Location Value(SyntaxNode argument) => (argument is ArgumentSyntax { Expression: var value } ? value : argument.Whole()).GetLocation();

    private static string Owner(ISymbol owner) => owner is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension }
        ? owner.Name
        : owner.ContainingType.Name;

    /// <summary>What the call names: the method or the type.</summary>
    private static Location Name(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.CalledName()?.Identifier.GetLocation() ?? invocation.Expression.GetLocation(),
        BaseObjectCreationExpressionSyntax creation => CreatedName.Of(creation),
        ConstructorInitializerSyntax initializer => initializer.ThisOrBaseKeyword.GetLocation(),
        PrimaryConstructorBaseTypeSyntax @base => @base.Type.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        _ => call.GetLocation(),
    };
}
