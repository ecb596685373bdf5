using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2001: what is recorded refers to no payload.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingPayloadReferenceAnalyzer() : GuardedAnalyzer(Descriptor)
{
    /// <summary>The parameter or member that is empty, among a finding's properties.</summary>
    public const string NameProperty = "Name";

    /// <summary>How it comes to be empty, among a finding's properties.</summary>
    public const string KindProperty = "Kind";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2001",
        "What is recorded refers to no payload",
        "'{0}' of '{1}' is {2}: the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes first, and put the reference that the store returned here.",
        Category.Wiring,
        DiagnosticSeverity.Error);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (PayloadReferenceMarks.In(context.Compilation, context.Options, context.CancellationToken) is not { } marks)
            return;

        var calls = new CallGaps(marks);
        context.RegisterOperationAction(action => AnalyzeCall(action, marks, calls), OperationKind.Invocation);
        context.RegisterOperationAction(action => AnalyzeCreation(action, marks, calls), OperationKind.ObjectCreation);
        context.RegisterOperationAction(action => AnalyzeCopy(action, marks), OperationKind.With);
        context.RegisterOperationAction(action => AnalyzeUnbound(action, calls), OperationKind.Invalid);
        context.RegisterSyntaxNodeAction(action => AnalyzeIndexing(action, marks, calls), SyntaxKind.BracketedArgumentList);
    }

    private static void AnalyzeCall(OperationAnalysisContext context, PayloadReferenceMarks marks, CallGaps calls)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!marks.MayConcern(call.TargetMethod))
            return;

        foreach (var gap in calls.In(call, call.Arguments))
            context.Report(Finding(gap));
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, PayloadReferenceMarks marks, CallGaps calls)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type is not INamedTypeSymbol type || !(marks.MayConcern(type) || InitializerGaps.Reaches(creation.Initializer)) || creation.Parent is IAttributeOperation)
            return;

        var initializers = new InitializerGaps(marks, context.CancellationToken);
        var gaps = calls.In(creation, creation.Arguments)
            .Where(gap => !initializers.Completes(creation, gap.Name))
            .Concat(initializers.Cleared(creation.Initializer))
            .Concat(initializers.LeftOut(creation, Within(context)));
        foreach (var gap in gaps)
            context.Report(Finding(gap));
    }

    private static ISymbol Within(OperationAnalysisContext context) =>
        context.ContainingSymbol as INamedTypeSymbol ?? context.ContainingSymbol.ContainingType ?? (ISymbol)context.Compilation.Assembly;

    private static void AnalyzeCopy(OperationAnalysisContext context, PayloadReferenceMarks marks)
    {
        foreach (var gap in new InitializerGaps(marks, context.CancellationToken).Cleared(((IWithOperation)context.Operation).Initializer))
            context.Report(Finding(gap));
    }

    private static void AnalyzeUnbound(OperationAnalysisContext context, CallGaps calls)
    {
        if (UnboundCall.Of(context.Operation, context.CancellationToken) is { } call)
        {
            foreach (var gap in calls.InUnbound(call))
                context.Report(Finding(gap));
        }
    }

    private static void AnalyzeIndexing(SyntaxNodeAnalysisContext context, PayloadReferenceMarks marks, CallGaps calls)
    {
        if (context.Node is BracketedArgumentListSyntax { Arguments: var arguments, Parent: ExpressionSyntax element }
            && (marks.HaveIndexers || arguments.Any(static argument => argument.Expression.IsNothing()))
            && context.SemanticModel.GetOperation(element, context.CancellationToken) is IPropertyReferenceOperation indexer)
        {
            foreach (var gap in calls.In(indexer, indexer.Arguments))
                context.Report(Finding(gap));
        }
    }

    private static Diagnostic Finding(Gap gap) => Diagnostic.Create(
        Descriptor,
        gap.Place,
        ImmutableDictionary<string, string?>.Empty.Add(NameProperty, gap.Name).Add(KindProperty, gap.Kind.ToString()),
        gap.Name,
        gap.Owner,
        gap.Kind == GapKind.NullValue ? "null or default" : "left out");
}
