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

    /// <summary>With the <c>await</c> that waits for it, also by way of <c>ConfigureAwait</c>; as it is where nothing does.</summary>
    public static ExpressionSyntax Awaited(this ExpressionSyntax task)
    {
        var configured = task.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax call } ? call : task;
        return configured.Parent as AwaitExpressionSyntax ?? task;
    }

    /// <summary>With whatever waits for it: <c>await</c>, <c>.Result</c>, <c>.Wait()</c>, <c>.GetAwaiter().GetResult()</c>; as it is where nothing does.</summary>
    public static ExpressionSyntax Settled(this ExpressionSyntax task)
    {
        for (var step = task; ;)
        {
            switch (step.Whole().Parent)
            {
                case AwaitExpressionSyntax wait:
                    return wait;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result:
                    return result;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "GetResult", Parent: InvocationExpressionSyntax call }:
                    return call;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" or "AsTask", Parent: InvocationExpressionSyntax call }:
                    step = call;
                    break;
                case ConditionalAccessExpressionSyntax access when access.WhenNotNull == step:
                    step = access;
                    break;
                default:
                    return task;
            }
        }
    }

    /// <summary>Whether it is written as nothing: null or default.</summary>
    public static bool IsNothing(this ExpressionSyntax expression) => expression.Bare().Kind()
        is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression;

    /// <summary>Whether a variable is given a value here, or may be: assigned, deconstructed into, passed or taken by reference.</summary>
    public static bool IsWritten(this IdentifierNameSyntax variable) => variable.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == variable,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsDeconstructedInto(tuple),
        RefExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression),
        _ => false,
    };

    private static bool IsDeconstructedInto(TupleExpressionSyntax tuple) => tuple.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == tuple,
        ForEachVariableStatementSyntax loop => loop.Variable == tuple,
        ArgumentSyntax { Parent: TupleExpressionSyntax outer } => IsDeconstructedInto(outer),
        _ => false,
    };

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

    /// <summary>The call that a name calls; null where it is no call.</summary>
    public static InvocationExpressionSyntax? CallBy(this SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name && call.Expression == access => call,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    /// <summary>What a call is made on; null where that is not written.</summary>
    public static ExpressionSyntax? Receiver(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    /// <summary>What is passed by a name, or at a place; null where nothing is.</summary>
    public static ExpressionSyntax? Argument(this ArgumentListSyntax list, string name, int index)
    {
        foreach (var argument in list.Arguments)
        {
            if (argument.NameColon?.Name.Identifier.ValueText == name)
                return argument.Expression;
        }

        return index < list.Arguments.Count && list.Arguments[index] is { NameColon: null } at ? at.Expression : null;
    }
}
