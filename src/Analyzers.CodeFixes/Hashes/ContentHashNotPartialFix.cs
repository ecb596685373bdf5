using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3101: makes the type and the types around it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ContentHashNotPartialFix() : GuardedFix("GRD3101")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        var closed = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
        if (closed.Count == 0)
            yield break;

        yield return new Change(
            $"Make {string.Join(" and ", closed.Select(static type => $"'{type.Identifier.ValueText}'").Reverse())} partial",
            nameof(ContentHashNotPartialFix),
            editor =>
            {
                foreach (var type in closed)
                    editor.ReplaceNode(type, static (current, _) => Open((TypeDeclarationSyntax)current));
            });
    }

    // Another finding in it may have opened it before.
    private static TypeDeclarationSyntax Open(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword) ? type : type.Modify(modifiers => [.. modifiers, SyntaxKind.PartialKeyword]);
}
