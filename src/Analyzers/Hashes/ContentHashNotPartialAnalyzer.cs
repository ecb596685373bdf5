using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash and the types around it are partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContentHashNotPartialAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        "GRD3101",
        "A content hash and the types around it are partial",
        "'{0}' gets no content hash members: declare {1} partial",
        "Guarded.Hashes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/guarded-dotnet/guarded/blob/main/docs/rules/GRD3101.md");

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
        if (ContentHashDeclaration.In(context) is { } hash && Openness.Closed(hash.Type) is { IsEmpty: false } closed)
            context.ReportDiagnostic(Diagnostic.Create(Rule, hash.Name(context.CancellationToken), hash.Type.Name, List(closed)));
    }

    private static string List(ImmutableArray<INamedTypeSymbol> types) =>
        string.Join(" and ", types.Select(static type => $"'{type.Name}'"));
}
