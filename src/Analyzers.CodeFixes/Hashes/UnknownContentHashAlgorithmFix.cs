using System.Composition;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3103: names the known algorithm that is nearest to what was written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnknownContentHashAlgorithmFix() : GuardedFix("GRD3103")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        // A mark without an argument has no place for one.
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Expression: var written }
            || model.GetTypeInfo(written, cancellationToken).ConvertedType is not INamedTypeSymbol { TypeKind: TypeKind.Enum } algorithms
            || Nearest(algorithms, written.ToString()) is not { } nearest)
        {
            yield break;
        }

        yield return new Change(
            $"Write {algorithms.Name}.{nearest.Name}",
            nameof(UnknownContentHashAlgorithmFix),
            editor => editor.ReplaceNode(written, SyntaxFactory
                .ParseExpression($"{algorithms.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{nearest.Name}")
                .WithTriviaFrom(written)
                .WithAdditionalAnnotations(Simplifier.Annotation)));
    }

    /// <summary>The one whose length is written, of the same family at best; otherwise the first.</summary>
    private static IFieldSymbol? Nearest(INamedTypeSymbol algorithms, string written) => algorithms.GetMembers().OfType<IFieldSymbol>()
        .Where(static algorithm => algorithm.ConstantValue is int value && HashFunction.Of(value) is not null)
        .OrderByDescending(algorithm => LastNumber(algorithm.Name) == LastNumber(written))
        .ThenByDescending(algorithm => Common(algorithm.Name, written.Substring(written.LastIndexOf('.') + 1)))
        .ThenBy(static algorithm => algorithm.ConstantValue)
        .FirstOrDefault();

    private static string LastNumber(string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is < '0' or > '9')
            end--;
        var start = end;
        while (start > 0 && text[start - 1] is >= '0' and <= '9')
            start--;
        return text.Substring(start, end - start);
    }

    private static int Common(string name, string written) => name.Zip(written, static (a, b) => a == b).TakeWhile(static same => same).Count();
}
