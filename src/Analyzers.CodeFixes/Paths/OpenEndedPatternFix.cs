using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Paths;

/// <summary>GRD4003: ends the pattern in <c>\z</c>, where it is written as a text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OpenEndedPatternFix() : GuardedFix("GRD4003")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        var pattern = node as ExpressionSyntax ?? (node as ArgumentSyntax)?.Expression ?? (node as AttributeArgumentSyntax)?.Expression;
        if (pattern is not null && LastText(pattern) is { } text && Closed(text) is { } closed)
            yield return new Change(@"End the pattern in \z", nameof(OpenEndedPatternFix), editor => editor.ReplaceNode(text.Parent!, text.Parent!.ReplaceToken(text, closed)));
    }

    private static SyntaxToken? LastText(ExpressionSyntax pattern) => pattern.Bare() switch
    {
        LiteralExpressionSyntax literal => literal.Token,
        InterpolatedStringExpressionSyntax { Contents: var contents } => (contents.LastOrDefault() as InterpolatedStringTextSyntax)?.TextToken,
        BinaryExpressionSyntax { Right: var right } => LastText(right),
        _ => null,
    };

    // Null where the dollar is written as an escape.
    private static SyntaxToken? Closed(SyntaxToken text)
    {
        var isInterpolated = text.Parent is InterpolatedStringTextSyntax;
        var quotes = isInterpolated ? 0 : text.Text.Reverse().TakeWhile(static character => character == '"').Count();
        var at = text.Text.Length - quotes - 1;
        if (at < 0 || text.Text[at] != '$')
            return null;
        var opening = isInterpolated ? ((InterpolatedStringExpressionSyntax)text.Parent!.Parent!).StringStartToken.Text : text.Text;
        var isVerbatim = opening.StartsWith("@", StringComparison.Ordinal) || opening.StartsWith("$@", StringComparison.Ordinal) || opening.Contains("\"\"\"");
        var closed = text.Text.Substring(0, at) + (isVerbatim ? @"\z" : @"\\z") + text.Text.Substring(at + 1);
        return SyntaxFactory.Token(text.LeadingTrivia, text.Kind(), closed, text.ValueText.Substring(0, text.ValueText.Length - 1) + @"\z", text.TrailingTrivia);
    }
}
