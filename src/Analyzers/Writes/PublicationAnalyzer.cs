using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>An analyzer of what types do to files that they move or copy. A place is reported once, however many members lead there.</summary>
public abstract class PublicationAnalyzer : GuardedAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected PublicationAnalyzer(DiagnosticDescriptor rule) : base(rule) => _rule = rule;

    private protected sealed override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    /// <summary>Where a member goes wrong, and what the message says of it.</summary>
    private protected abstract IEnumerable<(SyntaxNode Place, string[] Words)> Find(TypeSteps type, SyntaxNode member);

    private void Analyze(SemanticModelAnalysisContext context)
    {
        var steps = FileSteps.In(context.SemanticModel, WholeFileSavers.In(context.SemanticModel.SyntaxTree, context.Options));
        lock (steps)
        {
            foreach (var type in steps.Publishing)
                Analyze(type, context);
        }
    }

    private void Analyze(TypeSteps type, SemanticModelAnalysisContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        HashSet<SyntaxNode> reported = [];
        foreach (var (place, words) in type.Members.SelectMany(member => Find(type, member)))
        {
            if (reported.Add(place))
                context.Report(Diagnostic.Create(_rule, place.GetLocation(), words));
        }
    }
}
