using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>GRD1001: a whole-file write lands on its final path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonAtomicWriteAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1001",
        "A whole-file write lands on its final path",
        "'File.{0}' writes in place: a crash or a full disk leaves a torn file under its final name. Write 'AtomicFile.{0}' instead.",
        Category.Writes,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        foreach (var name in Occurrences.Of("WriteAll", model.SyntaxTree, context.CancellationToken))
        {
            if (!WholeFileWrite.IsName(name.Identifier.ValueText))
                continue;

            var write = WholeFileWrite.Reference(name);
            if (WholeFileWrite.IsBoundTo(write, model, context.CancellationToken) && !IsHarmless(write, model, context.CancellationToken))
                context.Report(Diagnostic.Create(Descriptor, write.GetLocation(), name.Identifier.ValueText));
        }
    }

    private static bool IsHarmless(ExpressionSyntax write, SemanticModel model, CancellationToken cancellationToken) =>
        WholeFileWrite.Path(write) is { } path
        && (new PathOrigin(model, cancellationToken).IsPassing(path) || new StagingFile(path, write, model, cancellationToken).IsPublishedOrRemoved());
}
