using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Testing.Analyzers;

/// <summary>What an analyzer and the compiler say about a project.</summary>
internal static class Analysis
{
    /// <summary>The analyzer's findings, in the order of their places.</summary>
    /// <exception cref="AnalyzerTestException">The analyzer threw.</exception>
    public static async Task<ImmutableArray<Diagnostic>> FindAsync(Project project, DiagnosticAnalyzer analyzer)
    {
        Exception? thrown = null;
        var compilation = await CompileAsync(project);
        var analysis = compilation.WithAnalyzers(
            [analyzer],
            new CompilationWithAnalyzersOptions(
                project.AnalyzerOptions,
                onAnalyzerException: (exception, _, _) => Interlocked.CompareExchange(ref thrown, exception, null),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));

        var findings = await analysis.GetAnalyzerDiagnosticsAsync();
        return thrown is null
            ? [.. findings.OrderBy(finding => finding.Location.SourceSpan.Start).ThenByDescending(finding => finding.Location.SourceSpan.Length)]
            : throw new AnalyzerTestException($"{analyzer.GetType().Name} threw: {thrown}", thrown);
    }

    public static async Task<ImmutableArray<Diagnostic>> CompilerFindingsAsync(Project project) => (await CompileAsync(project)).GetDiagnostics();

    private static async Task<Compilation> CompileAsync(Project project) =>
        await project.GetCompilationAsync() ?? throw new InvalidOperationException($"'{project.Name}' cannot be compiled.");
}
