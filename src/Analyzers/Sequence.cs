using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>Whether one place runs before another, as far as the shape of the source tells.</summary>
internal static class Sequence
{
    /// <summary>Whether the later place is reached from the earlier one: no jump and no other branch lies between them.</summary>
    public static bool Reaches(this SyntaxNode earlier, SyntaxNode later)
    {
        (earlier, later) = (Lifted(earlier, later), Lifted(later, earlier));
        if (earlier.SpanStart >= later.SpanStart || earlier.Function() != later.Function())
            return false;
        for (var (inner, node) = (earlier, earlier.Parent); node is not null; (inner, node) = (node, node.Parent))
        {
            var isCommon = node.Span.Contains(later.Span);
            if (isCommon)
                return !IsOtherBranch(node, inner, later);
            if (Jumps(node, inner))
                return false;
        }

        return false;
    }

    // A lambda runs where it is written: it is passed to a retry, to a thread.
    private static SyntaxNode Lifted(SyntaxNode place, SyntaxNode other)
    {
        while (place.Function() is AnonymousFunctionExpressionSyntax lambda && !lambda.Span.Contains(other.Span))
            place = lambda.Parent!;
        return place;
    }

    private static bool IsOtherBranch(SyntaxNode common, SyntaxNode inner, SyntaxNode later) => common switch
    {
        IfStatementSyntax choice => inner == choice.Statement && choice.Else?.Span.Contains(later.Span) == true,
        ConditionalExpressionSyntax choice => inner == choice.WhenTrue && choice.WhenFalse.Span.Contains(later.Span),
        SwitchStatementSyntax choice => choice.Sections.Contains(inner) && choice.Sections.Any(section => section != inner && section.Span.Contains(later.Span)),
        SwitchExpressionSyntax choice => choice.Arms.Contains(inner) && choice.Arms.Any(arm => arm != inner && arm.Span.Contains(later.Span)),
        TryStatementSyntax attempt => inner is CatchClauseSyntax && attempt.Catches.Any(other => other != inner && other.Span.Contains(later.Span)),
        _ => false,
    };

    // What follows in the same block leaves it.
    private static bool Jumps(SyntaxNode node, SyntaxNode inner) => node switch
    {
        BlockSyntax block => JumpsAfter(block.Statements, inner),
        SwitchSectionSyntax section => JumpsAfter(section.Statements, inner) && section.Statements[section.Statements.Count - 1] is not BreakStatementSyntax,
        _ => false,
    };

    private static bool JumpsAfter(SyntaxList<StatementSyntax> statements, SyntaxNode inner) => statements.Any(statement =>
        statement.SpanStart >= inner.SpanStart && statement is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax);
}
