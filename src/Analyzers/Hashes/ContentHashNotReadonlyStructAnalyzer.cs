using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash is a plain readonly struct.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContentHashNotReadonlyStructAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        "GRD3102",
        "A content hash is a plain readonly struct",
        "'{0}' gets no content hash members: {1}",
        "Guarded.Hashes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/guarded-dotnet/guarded/blob/main/docs/rules/GRD3102.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (ContentHashDeclaration.In(context) is { } hash && ValueShape.Obstacle(hash.Type) is { } obstacle)
            context.ReportDiagnostic(Diagnostic.Create(Rule, hash.Name(context.CancellationToken), hash.Type.Name, obstacle));
    }
}
