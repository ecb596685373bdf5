using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3105: a content hash is emitted for C# 12 and .NET 9, or later.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContentHashPlatformAnalyzer() : ContentHashAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3105",
        "A content hash is compiled as C# 12 or later, for .NET 9 or later",
        "'{0}' gets no content hash members: {1}",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override IEnumerable<Diagnostic> Findings(ContentHashDeclaration hash, CancellationToken cancellationToken)
    {
        if (Requirements.Lack(hash.Compilation) is { } lack)
            yield return Diagnostic.Create(Descriptor, hash.Name(cancellationToken), hash.Type.Name, lack);
    }
}
