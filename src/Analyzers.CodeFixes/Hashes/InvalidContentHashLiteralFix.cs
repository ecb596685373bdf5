using System.Composition;
using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3002: writes a hash in lower case where nothing else is wrong with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InvalidContentHashLiteralFix() : GuardedFix("GRD3002")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (!finding.Properties.ContainsKey(InvalidContentHashLiteralAnalyzer.CaseProperty))
            yield break;

        // A constant that is declared elsewhere may have other users.
        var literals = node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(IsText).ToList();
        if (literals.Count == 0 || node.DescendantNodesAndSelf().Any(static part => part is InterpolatedStringExpressionSyntax) || !literals.All(static literal => IsPlain(literal.Token)) || IsNamed(node))
            yield break;

        yield return new Change("Write the hash in lower case", nameof(InvalidContentHashLiteralFix), editor =>
        {
            foreach (var literal in literals)
                editor.ReplaceNode(literal, literal.WithToken(Lower(literal.Token)));
        });
    }

    private static bool IsText(LiteralExpressionSyntax literal) => literal.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression;

    private static bool IsPlain(SyntaxToken literal) => literal.Text.IndexOf('\\') < 0;

    // "AB" + Rest, string.Concat("AB", Rest)
    private static bool IsNamed(SyntaxNode node) => node.DescendantNodesAndSelf().Any(static part => part switch
    {
        BinaryExpressionSyntax sum => sum.Left is not (LiteralExpressionSyntax or BinaryExpressionSyntax) || sum.Right is not LiteralExpressionSyntax,
        ArgumentSyntax argument => argument.Expression is not LiteralExpressionSyntax,
        _ => false,
    });

    private static SyntaxToken Lower(SyntaxToken literal) => SyntaxFactory.Token(
        literal.LeadingTrivia,
        literal.Kind(),
        literal.Text.ToLowerInvariant(),
        literal.ValueText.ToLowerInvariant(),
        literal.TrailingTrivia);
}
