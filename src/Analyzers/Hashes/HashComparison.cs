using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>What may be done with a default value: it is compared, or asked whether it is one.</summary>
internal static class HashComparison
{
    public static bool Holds(SyntaxNode value)
    {
        var whole = value.Whole();
        return whole.Parent switch
        {
            ConditionalExpressionSyntax choice => choice.Condition != whole && Holds(choice),
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.CoalesceExpression) ? Holds(binary) : Compares(binary),
            IsPatternExpressionSyntax => true,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => Holds(tuple),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call.CalledName() is { Identifier.ValueText: var name } && Compares(name),
            MemberAccessExpressionSyntax access when access.Expression == whole => access.Name.Identifier.ValueText is "IsDefault" or "Equals" or "CompareTo" or "GetHashCode",
            _ => false,
        };
    }

    private static bool Compares(BinaryExpressionSyntax binary) => binary.Kind()
        is SyntaxKind.EqualsExpression
        or SyntaxKind.NotEqualsExpression
        or SyntaxKind.LessThanExpression
        or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression
        or SyntaxKind.GreaterThanOrEqualExpression;

    private static bool Compares(string method) =>
        method is "Equals" or "CompareTo" or "Compare" or "ReferenceEquals" or "Contains" or "IndexOf" or "LastIndexOf"
        || method.StartsWith("ThrowIf", StringComparison.Ordinal);
}
