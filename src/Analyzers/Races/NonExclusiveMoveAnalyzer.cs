using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Races;

/// <summary>GRD1006: a move that does not overwrite is used to claim a name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonExclusiveMoveAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1006",
        "A move does not claim a name",
        "'{0}' looks whether the name is free and then renames: of two writers at once neither may fail, and one file is lost. Claim the name with 'AtomicFile.CreateNew' or 'FileMode.CreateNew'.",
        Category.Races,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        foreach (var name in Occurrences.Of("Move", model.SyntaxTree, context.CancellationToken))
        {
            if (name.Identifier.ValueText is not ("Move" or "MoveTo") || Call(name) is not { } call)
                continue;

            var uses = FileUse.Of(call, model, context.CancellationToken).ToList();
            if (uses.FirstOrDefault(static use => use.Effect == FileEffect.MoveAway) is { } source
                && uses.FirstOrDefault(static use => use.Effect == FileEffect.Arrive) is { Name: not "Directory.Move" and not "DirectoryInfo.MoveTo" } target
                && new Claim(call, source.Path, target.Path, model, context.CancellationToken).IsMeant())
            {
                context.Report(Diagnostic.Create(Descriptor, call.GetLocation(), target.Name));
            }
        }
    }

    private static InvocationExpressionSyntax? Call(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when call.Expression == access => call,
        _ => null,
    };
}
