using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>
/// Finds names by searching the text: a file that does not have them costs one pass of a vectorised search, and no visit
/// of its nodes.
/// </summary>
internal static class Occurrences
{
    /// <summary>Whether any of these stands in a file. It heeds case: a search that does not takes many times as long.</summary>
    public static bool AreAny(string[] parts, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken).ToString();
        return parts.Any(part => text.IndexOf(part, StringComparison.Ordinal) >= 0);
    }

    /// <summary>The names in a file that begin like this.</summary>
    public static IEnumerable<SimpleNameSyntax> Of(string beginning, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken).ToString();
        for (var at = text.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = text.IndexOf(beginning, at + beginning.Length, StringComparison.Ordinal))
        {
            var token = tree.GetRoot(cancellationToken).FindToken(at);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.SpanStart == at && token.Parent is SimpleNameSyntax name)
                yield return name;
        }
    }

    /// <summary>The places in a file where exactly this name stands.</summary>
    public static IEnumerable<SimpleNameSyntax> Named(string name, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken).ToString();
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (IsPartOfName(text, at - 1) || IsPartOfName(text, at + name.Length))
                continue;
            var token = tree.GetRoot(cancellationToken).FindToken(at);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.SpanStart == at && token.Parent is SimpleNameSyntax found)
                yield return found;
        }
    }

    /// <summary>The names in a file that have this in them.</summary>
    public static IEnumerable<SimpleNameSyntax> Within(string part, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken).ToString();
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            var token = tree.GetRoot(cancellationToken).FindToken(at);
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(at) && token.Parent is SimpleNameSyntax name)
                yield return name;
        }
    }

    private static bool IsPartOfName(string text, int at) => at >= 0 && at < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[at]);
}
