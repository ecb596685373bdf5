using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Configuration;

/// <summary>GRD0001: a setting that no rule reads, or a value that none understands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownSettingAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD0001",
        "A setting is one that Guarded knows",
        "'{0}' {1}",
        Category.Configuration,
        DiagnosticSeverity.Warning,
        WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        foreach (var (name, value) in WrittenSettings.In(context.Compilation, context.Options.AnalyzerConfigOptionsProvider))
        {
            foreach (var trouble in Troubles(name, value))
            {
                foreach (var place in WrittenSettings.Lines(name, value, context.Options.AdditionalFiles, context.CancellationToken).DefaultIfEmpty(Location.None))
                    context.Report(Diagnostic.Create(Descriptor, place, name, trouble));
            }
        }
    }

    private static IEnumerable<string> Troubles(string name, string value) =>
        Settings.Known.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known
            ? known.Malformed(value).Select(entry => $"lists '{entry}', which is {known.Form}.")
            : [$"is no setting that Guarded knows, and does nothing. {Remedy(name)}"];

    private static string Remedy(string name)
    {
        var names = Settings.Known.Select(static setting => setting.Name);
        return Spelling.Nearest(name, names) is { } nearest ? $"Did you mean '{nearest}'?" : $"It knows {string.Join(", ", names)}.";
    }
}
