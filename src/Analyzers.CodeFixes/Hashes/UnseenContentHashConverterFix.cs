using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3106: names the library's converter on the type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnseenContentHashConverterFix() : GuardedFix("GRD3106")
{
    private const string Attribute = "System.Text.Json.Serialization.JsonConverterAttribute";
    private const string Converter = "Guarded.ContentHashJsonConverter`1";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<StructDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } hash
            || model.Compilation.GetTypesByMetadataName(Attribute).FirstOrDefault() is not { } attribute
            || model.Compilation.GetTypesByMetadataName(Converter).FirstOrDefault() is not { } converter)
        {
            yield break;
        }

        var mark = (AttributeListSyntax)generator.Attribute(
            generator.TypeExpression(attribute),
            [generator.TypeOfExpression(generator.TypeExpression(converter.Construct(hash)))]);
        yield return new Change(
            $"Mark '{hash.Name}' with [JsonConverter]",
            nameof(UnseenContentHashConverterFix),
            editor => editor.ReplaceNode(declaration, (current, _) => Add((StructDeclarationSyntax)current, mark)));
    }

    // Below the attributes that are there, laid out as they are, without their comments.
    private static StructDeclarationSyntax Add(StructDeclarationSyntax declaration, AttributeListSyntax mark)
    {
        var last = declaration.AttributeLists.Last();
        var isOnOwnLine = last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        var indent = isOnOwnLine ? last.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) : [];
        var end = last.GetTrailingTrivia().Where(trivia => trivia.IsKind(isOnOwnLine ? SyntaxKind.EndOfLineTrivia : SyntaxKind.WhitespaceTrivia));
        return declaration.AddAttributeLists(mark.WithLeadingTrivia(indent).WithTrailingTrivia(end));
    }
}
