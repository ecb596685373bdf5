using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers;

/// <summary>The one way in which rules report, so that test projects stay quiet.</summary>
internal static class Reporting
{
    public static void Report(this in OperationAnalysisContext context, Diagnostic finding)
    {
        if (!TestProject.Silences(finding, context.Compilation, context.Options, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }

    public static void Report(this in CompilationAnalysisContext context, Diagnostic finding)
    {
        if (!TestProject.Silences(finding, context.Compilation, context.Options, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }

    public static void Report(this in SemanticModelAnalysisContext context, Diagnostic finding)
    {
        if (!TestProject.Silences(finding, context.SemanticModel.Compilation, context.Options, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }

    public static void Report(this in SyntaxNodeAnalysisContext context, Diagnostic finding)
    {
        if (!TestProject.Silences(finding, context.Compilation, context.Options, context.CancellationToken))
            context.ReportDiagnostic(finding);
    }
}
