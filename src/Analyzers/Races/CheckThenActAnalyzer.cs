using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Races;

/// <summary>GRD1005: an existence check decides what is done at the same path later.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckThenActAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1005",
        "An existence check decides what is done at the same path",
        "What is at '{0}' may have changed when '{1}' runs. {2}.",
        Category.Races,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        foreach (var check in ExistenceCheck.In(model.SyntaxTree, model, context.CancellationToken))
        {
            if (new CheckThenAct(check, model, context.CancellationToken).Find() is { } act)
                context.Report(Diagnostic.Create(Descriptor, check.Question.GetLocation(), [act.Call.GetLocation()], check.Path.ToString(), act.Name, Remedy(act.Effect)));
        }
    }

    private static string Remedy(FileEffect effect) => effect switch
    {
        FileEffect.Write => "Open it with the 'FileMode' that is meant, 'CreateNew' or 'Open', which fails where the answer would have been another",
        FileEffect.Arrive => "Move over what is there in one step with 'overwrite: true', or do without the check and catch 'IOException'",
        FileEffect.ArriveOver => "Leave 'overwrite' out and catch 'IOException', or do without the check",
        FileEffect.Replace => "Move over what is there with 'File.Move' and 'overwrite: true', which needs no check",
        FileEffect.DeleteFolder => "Delete it without the check and catch 'DirectoryNotFoundException'",
        _ => "Do it without the check and catch 'FileNotFoundException'",
    };
}
