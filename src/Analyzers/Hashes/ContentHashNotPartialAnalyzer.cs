using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash and the types around it are partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContentHashNotPartialAnalyzer() : ContentHashAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3101",
        "A content hash and the types around it are partial",
        "'{0}' gets no content hash members: declare {1} partial",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override IEnumerable<Diagnostic> Findings(ContentHashDeclaration hash, CancellationToken cancellationToken)
    {
        if (Openness.Closed(hash.Type) is { IsEmpty: false } closed)
            yield return Diagnostic.Create(Descriptor, hash.Name(cancellationToken), hash.Type.Name, List(closed));
    }

    private static string List(ImmutableArray<INamedTypeSymbol> types) =>
        string.Join(" and ", types.Select(static type => $"'{type.Name}'"));
}
