using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>What people wrote around the code.</summary>
internal static class Comments
{
    public static bool HasComments(this SyntaxNode node) => node.DescendantTrivia(descendIntoTrivia: false).Any(IsComment);

    /// <summary>Whether there are comments in it or behind it, which go with it.</summary>
    public static bool HasInnerComments(this SyntaxNode node) =>
        node.DescendantTrivia().Any(trivia => IsComment(trivia) && trivia.SpanStart >= node.SpanStart);

    /// <summary>Puts a statement in the place of the one before it, with the comments of both.</summary>
    public static T InPlaceOf<T>(this T statement, SyntaxNode before)
        where T : SyntaxNode =>
        statement.WithLeadingTrivia(before.GetLeadingTrivia().AddRange(statement.GetLeadingTrivia().SkipWhile(static trivia => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)));

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia);
}
