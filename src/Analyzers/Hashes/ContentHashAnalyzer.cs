using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A rule for the declarations that ask for content hash members.</summary>
public abstract class ContentHashAnalyzer : GuardedAnalyzer
{
    private protected ContentHashAnalyzer(DiagnosticDescriptor rule) : base(rule)
    {
    }

    private protected sealed override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);

    private protected abstract IEnumerable<Diagnostic> Findings(ContentHashDeclaration hash, CancellationToken cancellationToken);

    private void Analyze(SymbolAnalysisContext context)
    {
        if (ContentHashDeclaration.On((INamedTypeSymbol)context.Symbol, context.Compilation) is not { } hash)
            return;
        foreach (var finding in Findings(hash, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }
}
