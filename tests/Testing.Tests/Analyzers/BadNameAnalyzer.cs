using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Testing.Tests.Analyzers;

/// <summary>Finds types whose names begin with "Bad", and throws at one that is called so.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public class BadNameAnalyzer : DiagnosticAnalyzer
{
    protected static readonly DiagnosticDescriptor Rule = new("TST0001", "A bad name", "'{0}' has a bad name{1}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.ClassDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var name = ((ClassDeclarationSyntax)context.Node).Identifier;
        if (name.ValueText == "Boom")
            throw new InvalidOperationException("out of ink");
        if (!name.ValueText.StartsWith("Bad", StringComparison.Ordinal))
            return;

        var options = context.Options.AnalyzerConfigOptionsProvider;
        var remark = options.GetOptions(context.Node.SyntaxTree).TryGetValue("test_remark", out var text) ? text : "";
        if (options.GlobalOptions.TryGetValue("build_property.Suffix", out var suffix))
            remark += suffix;
        context.ReportDiagnostic(Diagnostic.Create(Rule, name.GetLocation(), name.ValueText, remark));
    }
}
