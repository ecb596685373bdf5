using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>A regular expression as far as it is written: its beginning and its end, which are one where all of it is.</summary>
internal sealed class Pattern(string beginning, string end)
{
    private const int LongestStep = 100;

    // (?m), (?i-m), (?im:
    private static readonly Regex InlineMultiline = new(@"\(\?[inmsx]*m[inmsx]*(?:-[inmsx]*)?[:)]", RegexOptions.CultureInvariant);

    private static readonly Regex InlineOptions = new(@"\A(?:\(\?[inmsx-]+\))*", RegexOptions.CultureInvariant);

    // What may be a line feed itself, so that '$' lets nothing more in.
    private static readonly Regex LetsLineFeedsIn = new(@"(?:\\[sWDPR]|\\n|\[\^[^\]]*\]|\[[^\]]*(?:\\[sWDn])[^\]]*\])(?:[*+?]|\{[0-9,]*\})?\??\)*\$\z", RegexOptions.CultureInvariant);

    /// <summary>Reads a constant, or a concatenation or an interpolation whose ends are texts; null where they are not.</summary>
    public static Pattern? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: var constant })
            return constant is string text ? new Pattern(text, text) : null;
        return expression switch
        {
            ParenthesizedExpressionSyntax inner => Of(inner.Expression, model, cancellationToken),
            InterpolatedStringExpressionSyntax { Contents: { Count: > 0 } contents } when contents.First() is InterpolatedStringTextSyntax first && contents.Last() is InterpolatedStringTextSyntax last =>
                new Pattern(first.TextToken.ValueText, last.TextToken.ValueText),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression)
                && Of(sum.Left, model, cancellationToken) is { } left && Of(sum.Right, model, cancellationToken) is { } right => new Pattern(left.Beginning, right.End),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Of(Outermost(sum, static binary => binary.Left), Outermost(sum, static binary => binary.Right), model, cancellationToken),
            _ => null,
        };
    }

    private string Beginning { get; } = beginning;

    private string End { get; } = end;

    /// <summary>Whether it is meant for a whole text and accepts a line feed after it.</summary>
    public bool IsOpenEnded() =>
        IsAnchored()
        && EndsInDollar()
        && !HasBareAlternative()
        && !InlineMultiline.IsMatch(Beginning)
        && !LetsLineFeedsIn.IsMatch(End.Substring(Math.Max(0, End.Length - LongestStep)));

    private bool IsAnchored() =>
        Beginning.Substring(InlineOptions.Match(Beginning).Length) is var first && (first.StartsWith("^", StringComparison.Ordinal) || first.StartsWith(@"\A", StringComparison.Ordinal));

    // "^a|b$" judges no whole text; "^a$|^b$" does.
    private bool HasBareAlternative()
    {
        var depth = 0;
        for (var i = 0; i < Beginning.Length; i++)
        {
            switch (Beginning[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = Math.Max(i, Beginning.IndexOf(']', Math.Min(i + 2, Beginning.Length)));
                    break;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case '|' when depth == 0 && (i == 0 || Beginning[i - 1] != '$' || i + 1 == Beginning.Length || Beginning[i + 1] != '^'):
                    return true;
            }
        }

        return false;
    }

    // Not "\$", which is a dollar.
    private bool EndsInDollar()
    {
        if (!End.EndsWith("$", StringComparison.Ordinal))
            return false;
        var backslashes = 0;
        while (backslashes < End.Length - 1 && End[End.Length - 2 - backslashes] == '\\')
            backslashes++;
        return backslashes % 2 == 0;
    }

    private static Pattern? Of(ExpressionSyntax first, ExpressionSyntax last, SemanticModel model, CancellationToken cancellationToken) =>
        first is not BinaryExpressionSyntax && last is not BinaryExpressionSyntax && Of(first, model, cancellationToken) is { } beginning && Of(last, model, cancellationToken) is { } end
            ? new Pattern(beginning.Beginning, end.End)
            : null;

    private static ExpressionSyntax Outermost(BinaryExpressionSyntax sum, Func<BinaryExpressionSyntax, ExpressionSyntax> side)
    {
        ExpressionSyntax at = sum;
        while (at is BinaryExpressionSyntax binary && binary.IsKind(SyntaxKind.AddExpression))
            at = side(binary);
        return at;
    }
}
