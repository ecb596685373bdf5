using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash is a plain readonly struct.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContentHashNotReadonlyStructAnalyzer() : ContentHashAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3102",
        "A content hash is a plain readonly struct",
        "'{0}' gets no content hash members: {1}",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override IEnumerable<Diagnostic> Findings(ContentHashDeclaration hash, CancellationToken cancellationToken)
    {
        if (ValueShape.Obstacle(hash.Type) is { } obstacle)
            yield return Diagnostic.Create(Descriptor, hash.Name(cancellationToken), hash.Type.Name, obstacle);
    }
}
