using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3102: makes the type a readonly partial struct.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ContentHashNotReadonlyStructFix() : GuardedFix("GRD3102")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || !CanBecome(type))
            yield break;

        yield return new Change(
            $"Make '{type.Identifier.ValueText}' a readonly partial struct",
            nameof(ContentHashNotReadonlyStructFix),
            editor => editor.ReplaceNode(type, static (current, _) => Struct((TypeDeclarationSyntax)current)));
    }

    // What it derives from, what its parameters hold and what its type parameters mean is for people to decide.
    private static bool CanBecome(TypeDeclarationSyntax type) =>
        type is StructDeclarationSyntax or ClassDeclarationSyntax or RecordDeclarationSyntax
        && type is { ParameterList: null, TypeParameterList: null }
        && (type is StructDeclarationSyntax || type.BaseList is null)
        && !type.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword)
        && type.Ancestors().OfType<TypeDeclarationSyntax>().All(static outer => outer.TypeParameterList is null && !outer.Modifiers.Any(SyntaxKind.FileKeyword))
        && !type.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString().IndexOf("StructLayout", StringComparison.Ordinal) >= 0);

    private static TypeDeclarationSyntax Struct(TypeDeclarationSyntax type)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.StructKeyword).WithTriviaFrom(type.Keyword);
        if (type is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not 0 } last })
            keyword = keyword.WithTrailingTrivia(last.TrailingTrivia);
        var made = SyntaxFactory.StructDeclaration(type.AttributeLists, type.Modifiers, keyword, type.Identifier, null, type.BaseList, type.ConstraintClauses, type.OpenBraceToken, type.Members, type.CloseBraceToken, type.SemicolonToken);
        return made.Modify(static modifiers =>
        [
            .. modifiers.Where(static kind => kind is not (SyntaxKind.ReadOnlyKeyword or SyntaxKind.PartialKeyword or SyntaxKind.RefKeyword or SyntaxKind.SealedKeyword or SyntaxKind.FileKeyword)),
            SyntaxKind.ReadOnlyKeyword,
            SyntaxKind.PartialKeyword,
        ]);
    }
}
