using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>Follows a method's locals along its paths, from where they are set to null or default.</summary>
internal sealed class PathsToNothing(ControlFlowGraph graph)
{
    /// <summary>Whether a local may be nothing where it is read.</summary>
    public bool Reach(ILocalReferenceOperation read)
    {
        var local = read.Local;
        var pending = new Queue<(BasicBlock Block, bool IsNothing)>();
        var seen = new HashSet<(int, bool)>();
        pending.Enqueue((graph.Blocks[0], false));
        while (pending.Count > 0)
        {
            var (block, isNothing) = pending.Dequeue();
            if (!seen.Add((block.Ordinal, isNothing)))
                continue;

            foreach (var operation in block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
            {
                foreach (var handler in HandlersOf(block))
                    pending.Enqueue((handler, isNothing));

                foreach (var part in operation.DescendantsAndSelf())
                {
                    if (part is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
                    {
                        if (reference.Syntax == read.Syntax && isNothing)
                            return true;
                        isNothing = Sets(reference, isNothing);
                    }
                }
            }

            foreach (var branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
            {
                if (branch?.Destination is { } next)
                    pending.Enqueue((next, isNothing && !Excludes(block, branch, local)));
            }
        }

        return false;
    }

    /// <summary>Whether the local is nothing after this mention of it.</summary>
    private static bool Sets(ILocalReferenceOperation reference, bool isNothing) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => assignment.Value.IsNothing(),
        IAssignmentOperation assignment when assignment.Target == reference => false,
        IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } => false,
        ITupleOperation or IDeclarationExpressionOperation => false,
        _ => isNothing,
    };

    // A handler may begin before any operation of what it handles has had its effect.
    private IEnumerable<BasicBlock> HandlersOf(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } attempt })
            {
                foreach (var handler in attempt.NestedRegions)
                {
                    if (handler != region)
                        yield return graph.Blocks[handler.FirstBlockOrdinal];
                }
            }
        }
    }

    // The way that is taken where a test has shown that it is something.
    private static bool Excludes(BasicBlock block, ControlFlowBranch branch, ILocalSymbol local)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || Asks(block.BranchValue, local) is not { } isNothingWhenTrue)
            return false;
        var isTrue = (block.ConditionKind == ControlFlowConditionKind.WhenTrue) == branch.IsConditionalSuccessor;
        return isTrue != isNothingWhenTrue;
    }

    private static bool? Asks(IOperation? condition, ILocalSymbol local) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !Asks(not.Operand, local),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => Compares(equality, local) ? true : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } equality => Compares(equality, local) ? false : null,
        IIsNullOperation { Operand: var value } => Is(value, local) ? true : null,
        IIsPatternOperation { Pattern: var pattern, Value: var value } => Is(value, local) ? IsNull(pattern) : null,
        IPropertyReferenceOperation { Property.Name: "IsDefault" or "IsEmpty", Instance: { } value } => Is(value, local) ? true : null,
        IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } value } => Is(value, local) ? false : null,
        _ => null,
    };

    private static bool? IsNull(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var value } => value.IsNothing() ? true : null,
        INegatedPatternOperation { Pattern: var inner } => !IsNull(inner),
        _ => false,
    };

    private static bool Compares(IBinaryOperation equality, ILocalSymbol local) =>
        (Is(equality.LeftOperand, local) && equality.RightOperand.IsNothing()) || (Is(equality.RightOperand, local) && equality.LeftOperand.IsNothing());

    private static bool Is(IOperation value, ILocalSymbol local)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
    }
}
