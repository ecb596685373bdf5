using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A comparison of two texts or byte strings that ends at the first difference.</summary>
/// <param name="whole">All of it.</param>
/// <param name="left">One side.</param>
/// <param name="right">The other one.</param>
/// <param name="isPartial">Whether the sides are single bytes or characters, in a loop over all.</param>
internal sealed class VariableTimeComparison(ExpressionSyntax whole, ExpressionSyntax left, ExpressionSyntax right, bool isPartial)
{
    public ExpressionSyntax Whole { get; } = whole;

    public ExpressionSyntax Left { get; } = left;

    public ExpressionSyntax Right { get; } = right;

    public bool IsPartial { get; } = isPartial;

    /// <summary>Whether it is true where they differ.</summary>
    public bool IsNegated => Whole.IsKind(SyntaxKind.NotEqualsExpression);

    /// <summary>By what is written; null where it is none, or of nothing that sounds like it.</summary>
    public static VariableTimeComparison? Of(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax binary => Of(binary, binary.Left, binary.Right),
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 and < 5 } arguments } call => call.CalledName()?.Identifier.ValueText switch
        {
            "Equals" or "SequenceEqual" => Of(call, arguments),
            "Compare" or "CompareOrdinal" => arguments.Count > 1 ? Of(call, arguments[0].Expression, arguments[1].Expression) : null,
            "CompareTo" => arguments.Count == 1 ? Of(call, arguments) : null,
            _ => null,
        },
        _ => null,
    };

    /// <summary>Whether texts or bytes are compared, as far as the compiler sees: a type may be missing.</summary>
    public bool IsBound(SemanticModel model, CancellationToken cancellationToken)
    {
        var (left, right) = (model.GetTypeInfo(Left, cancellationToken).Type, model.GetTypeInfo(Right, cancellationToken).Type);
        if (IsPartial)
            return Comparable.IsPart(left) && Comparable.IsPart(right);

        // Two arrays are equal where they are one.
        return Comparable.MayHold(left) && Comparable.MayHold(right)
            && !(Whole is BinaryExpressionSyntax && (left is IArrayTypeSymbol || right is IArrayTypeSymbol))
            && !model.GetConstantValue(Left, cancellationToken).HasValue
            && !model.GetConstantValue(Right, cancellationToken).HasValue;
    }

    // a.Equals(b), a.Equals(b, comparison), string.Equals(a, b), Enumerable.SequenceEqual(a, b)
    private static VariableTimeComparison? Of(InvocationExpressionSyntax call, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver })
            return null;
        var isStatic = arguments.Count > 1 && receiver is PredefinedTypeSyntax or SimpleNameSyntax { Identifier.ValueText: "String" or "Enumerable" or "MemoryExtensions" or "Object" }
            or MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "StringComparer" or "StructuralComparisons" } };
        return isStatic && arguments.Count > 1
            ? Of(call, arguments[0].Expression, arguments[1].Expression)
            : Of(call, receiver, arguments[0].Expression);
    }

    private static VariableTimeComparison? Of(ExpressionSyntax whole, ExpressionSyntax left, ExpressionSyntax right)
    {
        if (IsPlain(left) || IsPlain(right) || !(MayHold(left) || MayHold(right)))
            return null;
        return left is ElementAccessExpressionSyntax one && right is ElementAccessExpressionSyntax other && whole is BinaryExpressionSyntax
            ? IsOverAll(whole, one, other) ? new(whole, one, other, isPartial: true) : null
            : new(whole, left, right, isPartial: false);
    }

    private static bool IsPlain(ExpressionSyntax side) => side.IsNothing() || side is LiteralExpressionSyntax or PredefinedTypeSyntax or TypeOfExpressionSyntax
        || side is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" };

    private static bool MayHold(ExpressionSyntax side)
    {
        foreach (var node in side.DescendantNodesAndSelf())
        {
            if (node is SimpleNameSyntax { Identifier.ValueText: var name } && Crypto.MayHold(name))
                return true;
        }

        return false;
    }

    // if (computed[i] != stored[i]) return false;
    private static bool IsOverAll(ExpressionSyntax whole, ElementAccessExpressionSyntax one, ElementAccessExpressionSyntax other) =>
        one.ArgumentList.Arguments.Only() is { Expression: IdentifierNameSyntax index }
        && other.ArgumentList.Arguments.Only() is { } same && same.Expression.IsLike(index)
        && whole.FirstAncestorOrSelf<IfStatementSyntax>() is { } test && test.Condition.Contains(whole)
        && test.Statement.DescendantNodesAndSelf().Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax)
        && test.Ancestors().Any(static node => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
}
