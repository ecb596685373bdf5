using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>Expressions without what does not change their value.</summary>
internal static class Expressions
{
    /// <summary>Without parentheses, <c>!</c>, casts and a leading <c>this.</c>.</summary>
    public static ExpressionSyntax Bare(this ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner:
                    expression = inner.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax forgiven when forgiven.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    expression = forgiven.Operand;
                    break;
                case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own:
                    expression = own.Name;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>With the parentheses, <c>!</c> and casts around it.</summary>
    public static SyntaxNode Whole(this SyntaxNode expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax)
            expression = expression.Parent;
        return expression;
    }

    /// <summary>Whether it is written as nothing: null or default.</summary>
    public static bool IsNothing(this ExpressionSyntax expression) => expression.Bare().Kind()
        is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression;

    /// <summary>Whether both are written alike.</summary>
    public static bool IsLike(this ExpressionSyntax expression, ExpressionSyntax other) =>
        SyntaxFactory.AreEquivalent(expression.Bare(), other.Bare());

    /// <summary>The name that a call calls by, without what it is called on.</summary>
    public static SimpleNameSyntax? CalledName(this InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };
}
