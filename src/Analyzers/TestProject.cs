using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers;

/// <summary>Tests do on purpose what storage code must not, so only errors are reported there, and what was asked for.</summary>
internal static class TestProject
{
    public static bool Silences(Diagnostic finding, Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) =>
        finding.DefaultSeverity < DiagnosticSeverity.Error
        && options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var value)
        && value.Equals("true", StringComparison.OrdinalIgnoreCase)
        && !IsAskedFor(finding, compilation.Options.SyntaxTreeOptionsProvider, cancellationToken);

    private static bool IsAskedFor(Diagnostic finding, SyntaxTreeOptionsProvider? severities, CancellationToken cancellationToken) =>
        severities is not null
        && ((finding.Location.SourceTree is { } tree && severities.TryGetDiagnosticValue(tree, finding.Id, cancellationToken, out _))
            || severities.TryGetGlobalDiagnosticValue(finding.Id, cancellationToken, out _));
}
