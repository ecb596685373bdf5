using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>The modifiers of a type; what stands before them stays there.</summary>
internal static class Modifiers
{
    /// <param name="type">The type.</param>
    /// <param name="change">Makes at least one modifier of those that are there.</param>
    public static TypeDeclarationSyntax Modify(this TypeDeclarationSyntax type, Func<IEnumerable<SyntaxKind>, IEnumerable<SyntaxKind>> change)
    {
        var first = type.Modifiers.Count > 0 ? type.Modifiers[0] : type.Keyword;
        var leading = first.LeadingTrivia;
        var bare = type.ReplaceToken(first, first.WithLeadingTrivia());
        var changed = (TypeDeclarationSyntax)bare
            .WithKeyword(bare.Keyword.WithLeadingTrivia())
            .WithModifiers([.. change(bare.Modifiers.Select(static modifier => modifier.Kind())).Select(Modifier)]);
        return changed.ReplaceToken(changed.Modifiers[0], changed.Modifiers[0].WithLeadingTrivia(leading));

        // With the comments after it, where it was there before.
        SyntaxToken Modifier(SyntaxKind kind) => bare.Modifiers.FirstOrDefault(modifier => modifier.IsKind(kind)) is { RawKind: not 0 } written
            ? written
            : SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
    }
}
