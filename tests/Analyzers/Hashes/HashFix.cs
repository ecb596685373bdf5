using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>Holds a fix to one declaration; <c>$</c> stands for the mark.</summary>
internal static class HashFix
{
    public const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    public static CodeFixTest<TAnalyzer, TFix> Of<TAnalyzer, TFix>(string source, string? fixedSource)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        new(source.Replace("$", Mark, StringComparison.Ordinal), fixedSource?.Replace("$", Mark, StringComparison.Ordinal))
        {
            References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
            MayBeBroken = true,
        };
}
