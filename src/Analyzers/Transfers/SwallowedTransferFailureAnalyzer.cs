using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Transfers;

/// <summary>GRD6001: a transfer failed, nobody heeds it, and what was to be transferred is recorded as if it were.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedTransferFailureAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD6001",
        "A transfer that failed is not recorded as done",
        "That '{0}' failed is passed over here, and what follows records its outcome as if it had not. Leave the record out, or let it say so.",
        Category.Transfers,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.CatchClause);

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var clause = (CatchClauseSyntax)context.Node;
        if (!IsPassingOver(clause) || clause.Parent is not TryStatementSyntax attempt || !TransferRecord.MayBeAfter(attempt) || Leaves(attempt.Block))
            return;

        var transfer = attempt.Block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<InvocationExpressionSyntax>()
            .FirstOrDefault(call => Transfer.Is(call, context.SemanticModel, context.CancellationToken));
        if (transfer is not null && new TransferRecord(attempt, transfer, context.SemanticModel, context.CancellationToken).IsMade())
            context.Report(Diagnostic.Create(Descriptor, clause.CatchKeyword.GetLocation(), transfer.CalledName()!.Identifier.ValueText));
    }

    private static bool IsPassingOver(CatchClauseSyntax clause) =>
        clause.Filter is null
        && !IsOfNoFailure(clause.Declaration?.Type.ToString() ?? "")
        && Logging.IsAll(clause.Block);

    private static bool IsOfNoFailure(string exception) => exception.Contains("Cancel") || exception.Contains("NotFound");

    // Then what follows is for the failure.
    private static bool Leaves(BlockSyntax block) =>
        block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or YieldStatementSyntax);
}
