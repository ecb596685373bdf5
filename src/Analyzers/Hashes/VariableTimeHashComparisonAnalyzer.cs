using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3003: the time of a comparison tells how much of a guess was right.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariableTimeHashComparisonAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private const string Credential = "secret";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3003",
        "What must not be guessed is compared in fixed time",
        "This ends at the first difference, so its time tells how much of a guess at this {0} was right. Compare with 'CryptographicOperations.FixedTimeEquals'.",
        Category.Hashes,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.InvocationExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (VariableTimeComparison.Of(context.Node) is { } comparison
            && comparison.IsBound(context.SemanticModel, context.CancellationToken)
            && SecretIn(comparison, context.SemanticModel, context.CancellationToken) is { } secret
            && !Assertion.Holds(comparison.Whole))
        {
            context.Report(Diagnostic.Create(Descriptor, comparison.Whole.GetLocation(), secret));
        }
    }

    // Where both sides are computed here, whoever calls knows neither: that is a comparison of keyed hashes on purpose.
    private static string? SecretIn(VariableTimeComparison comparison, SemanticModel model, CancellationToken cancellationToken)
    {
        var (left, right) = (new SecretOrigin(model, cancellationToken).SecretOf(comparison.Left), new SecretOrigin(model, cancellationToken).SecretOf(comparison.Right));
        return left is null ? right ?? (new CredentialCheck(comparison, model, cancellationToken).Holds() ? Credential : null) : right is null ? left : null;
    }
}
