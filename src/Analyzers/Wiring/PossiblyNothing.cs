using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// Values that are null or default on some path: as the compiler's nullable analysis says, and where that says nothing, for
/// values of structs and in code without it, by the paths to the place.
/// </summary>
internal sealed class PossiblyNothing(PayloadReferenceMarks marks, Func<ControlFlowGraph?> graph, CancellationToken cancellationToken)
{
    public bool Includes(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, IsTryCast: false } conversion)
            value = conversion.Operand;

        return !value.IsNothing() && !IsClaimed(value) && !IsMarked(value) && StateOf(value) switch
        {
            NullableFlowState.MaybeNull => true,
            NullableFlowState.NotNull when value.Type is not { IsValueType: true } => false,
            _ => HasPathToNothing(value),
        };
    }

    // Whoever writes 'payload!' has looked.
    private static bool IsClaimed(IOperation value) => value.Syntax.Parent is PostfixUnaryExpressionSyntax forgiven && forgiven.IsKind(SyntaxKind.SuppressNullableWarningExpression);

    // What is marked itself is checked where it is filled.
    private bool IsMarked(IOperation value) => value switch
    {
        IParameterReferenceOperation reference => marks.Mark(reference.Parameter),
        IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } reference when reference.Member.ContainingType is not null => marks.Mark(reference.Member),
        _ => false,
    };

    private NullableFlowState StateOf(IOperation value) =>
        value.SemanticModel?.GetTypeInfo(value.Syntax, cancellationToken).Nullability.FlowState ?? NullableFlowState.None;

    private bool HasPathToNothing(IOperation value) => value switch
    {
        IConditionalOperation choice => IsEither(choice.WhenTrue) || IsEither(choice.WhenFalse),
        ISwitchExpressionOperation choice => choice.Arms.Any(arm => IsEither(arm.Value)),
        ICoalesceOperation choice => IsEither(choice.WhenNull),
        IConversionOperation { IsTryCast: true } => true,
        IConditionalAccessOperation => true,
        ILocalReferenceOperation { Local.IsRef: false } reference => graph() is { } flow && new PathsToNothing(flow).Reach(reference),
        IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: null } } => true,
        _ => false,
    };

    private bool IsEither(IOperation? value) => value is not null && (value.IsNothing() || Includes(value));
}
