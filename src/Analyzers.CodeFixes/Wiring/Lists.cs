using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>Lists with commas, each laid out as it is: on one line, or one part a line.</summary>
internal static class Lists
{
    public static SeparatedSyntaxList<T> Append<T>(SeparatedSyntaxList<T> list, T added)
        where T : SyntaxNode
    {
        if (list.Count == 0)
            return list.Add(added);

        var last = list.Last();
        var isOnOwnLine = last.GetLeadingTrivia().Any(SyntaxKind.WhitespaceTrivia);
        var hasCommaAtEnd = list.SeparatorCount == list.Count;
        var gap = isOnOwnLine ? SyntaxFactory.TriviaList() : SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var indented = isOnOwnLine ? added.WithLeadingTrivia(last.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))) : added;
        if (hasCommaAtEnd)
        {
            var parts = list.GetWithSeparators();
            var comma = parts.Last().AsToken();
            return SyntaxFactory.SeparatedList<T>(parts.Add(indented).Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(comma.TrailingTrivia)));
        }

        var trailing = last.GetTrailingTrivia();
        var lineEnd = trailing.Any(SyntaxKind.EndOfLineTrivia) ? [] : last.GetFirstToken().GetPreviousToken().TrailingTrivia.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var separator = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(isOnOwnLine ? trailing.AddRange(lineEnd) : gap);
        return SyntaxFactory.SeparatedList<T>(list
            .Replace(last, last.WithoutTrailingTrivia())
            .GetWithSeparators()
            .Add(separator)
            .Add(indented.WithTrailingTrivia(isOnOwnLine ? trailing.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : trailing)));
    }
}
