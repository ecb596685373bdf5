using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>Conditions that ask whether a variable is null.</summary>
internal static class NullTest
{
    /// <summary>Whether a place is reached only where the variable is null: it is the branch for that, or what is left after the other one.</summary>
    public static bool Guards(SyntaxNode place, string variable)
    {
        for (var node = place; node.Parent is { } parent && node is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax); node = parent)
        {
            var isGuarded = parent switch
            {
                IfStatementSyntax choice when node == choice.Statement => Asks(choice.Condition, variable, isNull: true),
                IfStatementSyntax choice when node == choice.Else => Asks(choice.Condition, variable, isNull: false),
                ConditionalExpressionSyntax choice when node == choice.WhenTrue => Asks(choice.Condition, variable, isNull: true),
                ConditionalExpressionSyntax choice when node == choice.WhenFalse => Asks(choice.Condition, variable, isNull: false),
                BlockSyntax block => block.Statements.TakeWhile(statement => statement != node).Any(statement => Leaves(statement, variable)),
                _ => false,
            };
            if (isGuarded)
                return true;
        }

        return false;
    }

    private static bool Leaves(StatementSyntax statement, string variable) =>
        statement is IfStatementSyntax { Else: null } choice
        && Asks(choice.Condition, variable, isNull: false)
        && choice.Statement.Exits();

    private static bool Asks(ExpressionSyntax condition, string variable, bool isNull) => condition.Bare() switch
    {
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) || both.IsKind(SyntaxKind.LogicalOrExpression) =>
            Asks(both.Left, variable, isNull) || Asks(both.Right, variable, isNull),
        BinaryExpressionSyntax equality when equality.IsKind(isNull ? SyntaxKind.EqualsExpression : SyntaxKind.NotEqualsExpression) =>
            (IsVariable(equality.Left, variable) && equality.Right.IsNothing()) || (IsVariable(equality.Right, variable) && equality.Left.IsNothing()),
        IsPatternExpressionSyntax pattern => IsVariable(pattern.Expression, variable) && IsNull(pattern.Pattern) is { } asked && asked == isNull,
        PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression) => Asks(not.Operand, variable, !isNull),
        _ => false,
    };

    private static bool? IsNull(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax { Expression: var value } => value.IsNothing() ? true : null,
        UnaryPatternSyntax { Pattern: var inner } => !IsNull(inner),
        RecursivePatternSyntax or DeclarationPatternSyntax or VarPatternSyntax => false,
        _ => null,
    };

    private static bool IsVariable(ExpressionSyntax expression, string variable) =>
        expression.Bare() is IdentifierNameSyntax name && name.Identifier.ValueText == variable;
}
