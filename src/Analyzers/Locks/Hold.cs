using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Something that is taken, and has to be given back.</summary>
/// <param name="taking">The call that takes it.</param>
/// <param name="answer">The variable that tells whether it was taken, or is what was taken; null where there is none.</param>
internal abstract class Hold(ExpressionSyntax taking, string? answer)
{
    public ExpressionSyntax Taking { get; } = taking;

    /// <summary>Where it was taken, with what waits for that.</summary>
    public ExpressionSyntax Taken { get; } = (ExpressionSyntax)taking.Settled().Whole();

    public string? Answer { get; } = answer;

    /// <summary>How it is given back, for people.</summary>
    public abstract string Release { get; }

    /// <summary>Whether a node gives it back, or passes on the duty to.</summary>
    public abstract bool IsRelease(SyntaxNode node);

    public bool IsReleasedIn(SyntaxNode node) => node.DescendantNodesAndSelf().Any(IsRelease);

    /// <summary>Whether it is held where a condition is true; null where the condition does not tell.</summary>
    public bool? Says(ExpressionSyntax condition) => condition.Bare() switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => !Says(operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Says(both.Left) ?? Says(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => Says(either.Left) is false || Says(either.Right) is false ? false : null,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => SaysEqual(equal.Left, equal.Right) ?? SaysEqual(equal.Right, equal.Left),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } unequal => !(SaysEqual(unequal.Left, unequal.Right) ?? SaysEqual(unequal.Right, unequal.Left)),
        IsPatternExpressionSyntax test when IsIt(test.Expression) => Says(test.Pattern),
        MemberAccessExpressionSyntax { Expression: var of, Name.Identifier.ValueText: "IsAcquired" or "Acquired" or "IsHeld" or "IsLocked" or "HasValue" or "Success" or "LockAcquired" } when IsIt(of) => true,
        var bare => IsIt(bare) ? true : null,
    };

    private bool? SaysEqual(ExpressionSyntax one, ExpressionSyntax other) => other.Bare().Kind() switch
    {
        SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.FalseLiteralExpression => !Says(one),
        SyntaxKind.TrueLiteralExpression => Says(one),
        _ => null,
    };

    private static bool Says(PatternSyntax pattern) => pattern switch
    {
        UnaryPatternSyntax not => !Says(not.Pattern),
        ConstantPatternSyntax { Expression: var constant } => !(constant.IsNothing() || constant.IsKind(SyntaxKind.FalseLiteralExpression)),
        _ => true,
    };

    private bool IsIt(ExpressionSyntax expression) => expression.Bare() switch
    {
        var bare when bare == Taken || bare.Whole() == Taken => true,
        AssignmentExpressionSyntax assignment => IsIt(assignment.Right),
        IdentifierNameSyntax name => name.Identifier.ValueText == Answer,
        _ => false,
    };
}
