using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>Where a default value stands for "none" and is never taken for a hash.</summary>
internal static class DefaultUse
{
    /// <summary>Whether what is written as default does no harm.</summary>
    public static bool IsHarmless(IOperation value)
    {
        var syntax = value.Syntax;
        return HashComparison.Holds(syntax)
            || IsSaidToBeNone(syntax)
            || IsResultOfTrying(value)
            || Assertion.Holds(syntax)
            || ExpressionTree.Holds(value)
            || (HashVariable.Of(syntax) is { } variable && (variable.IsSetLater() || variable.IsOnlyTested()));
    }

    /// <summary>Whether a search that may find nothing is asked about that, before or after.</summary>
    public static bool IsExpected(IInvocationOperation call)
    {
        var outcome = ((ExpressionSyntax)call.Syntax).Awaited();
        return HashComparison.Holds(outcome)
            || Assertion.Holds(outcome)
            || ExpressionTree.Holds(call)
            || HashVariable.Of(outcome) is { } variable && variable.IsTested()
            || IsMentionedBefore(call);
    }

    // (false, default)
    private static bool IsSaidToBeNone(SyntaxNode value) =>
        value.Whole().Parent is ArgumentSyntax { Parent: TupleExpressionSyntax tuple }
        && tuple.Arguments.Any(static argument => argument.Expression.Kind() is SyntaxKind.FalseLiteralExpression or SyntaxKind.NullLiteralExpression);

    // bool TryGet(…, out H hash) { hash = default; return false; }
    private static bool IsResultOfTrying(IOperation value) =>
        AssignmentTarget.Of(value.Syntax) is ({ } target, _)
        && value.SemanticModel?.GetSymbolInfo(target).Symbol is IParameterSymbol { RefKind: RefKind.Out, ContainingSymbol: IMethodSymbol method }
        && method.ReturnType.SpecialType == SpecialType.System_Boolean
        && (method.MethodKind == MethodKind.AnonymousFunction || method.Name.Substring(method.Name.LastIndexOf('.') + 1).StartsWith("Try", StringComparison.Ordinal));

    // Whatever is said of it before may well be whether it has any.
    private static bool IsMentionedBefore(IInvocationOperation call)
    {
        if ((call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Syntax is not ExpressionSyntax searched)
            return true;

        searched = searched.Bare();
        return searched.Member().DescendantNodes().OfType<ExpressionSyntax>().Any(other =>
            other.SpanStart < call.Syntax.SpanStart && other.Parent is not AssignmentExpressionSyntax && other.IsLike(searched));
    }
}
