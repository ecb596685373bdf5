using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>What an assignment puts a value in.</summary>
internal static class AssignmentTarget
{
    /// <summary>The target and the assignment, also of one part of tuples: <c>(a, b) = (x, y)</c>.</summary>
    public static (ExpressionSyntax Target, AssignmentExpressionSyntax Assignment)? Of(SyntaxNode value)
    {
        var whole = value.Whole();
        switch (whole.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Right == whole:
                return (assignment.Left, assignment);
            case ConditionalExpressionSyntax choice when choice.Condition != whole:
                return Of(choice);
            case ArgumentSyntax { Parent: TupleExpressionSyntax tuple } part:
                var index = tuple.Arguments.IndexOf(part);
                return Of(tuple) is ({ } target, { } around) && target is TupleExpressionSyntax targets && index < targets.Arguments.Count
                    ? (targets.Arguments[index].Expression, around)
                    : null;
            default:
                return null;
        }
    }
}
