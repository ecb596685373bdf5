using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Analyzers;

/// <summary>A finding at a place, expected or seen.</summary>
internal readonly record struct Finding(string Path, string Id, TextSpan Span)
{
    public static Finding Of(Diagnostic diagnostic) =>
        new(diagnostic.Location.SourceTree?.FilePath ?? "", diagnostic.Id, diagnostic.Location.SourceSpan);
}
