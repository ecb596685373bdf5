using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers;

/// <summary>An analyzer of one rule: concurrent, and silent in generated code.</summary>
public abstract class GuardedAnalyzer : DiagnosticAnalyzer
{
    private protected GuardedAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = [rule];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Registers what the rule looks at, or nothing where the compilation cannot have a finding.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);
}
