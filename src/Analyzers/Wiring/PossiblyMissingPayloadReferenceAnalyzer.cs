using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2002: what is recorded refers to no payload on some path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PossiblyMissingPayloadReferenceAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2002",
        "What is recorded refers to a payload on every path",
        "'{0}' of '{1}' may be null or default here: on that path the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes on every path, or record nothing.",
        Category.Wiring,
        DiagnosticSeverity.Error);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (PayloadReferenceMarks.In(context.Compilation, context.Options, context.CancellationToken) is not { } marks)
            return;

        context.RegisterOperationAction(
            action =>
            {
                var call = (IInvocationOperation)action.Operation;
                if (marks.MayConcern(call.TargetMethod))
                    AnalyzeArguments(action, call.Arguments, marks);
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            action =>
            {
                var creation = (IObjectCreationOperation)action.Operation;
                if (creation.Type is INamedTypeSymbol type && marks.MayConcern(type))
                {
                    AnalyzeArguments(action, creation.Arguments, marks);
                    AnalyzeMembers(action, creation.Initializer, marks);
                }
            },
            OperationKind.ObjectCreation);
        context.RegisterOperationAction(action => AnalyzeMembers(action, ((IWithOperation)action.Operation).Initializer, marks), OperationKind.With);
    }

    private static void AnalyzeArguments(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments, PayloadReferenceMarks marks)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: RefKind.None } parameter } && marks.Mark(parameter))
                AnalyzeValue(context, argument.Value, parameter.Name, CallName.Of(parameter.ContainingSymbol), marks);
        }
    }

    private static void AnalyzeMembers(OperationAnalysisContext context, IObjectOrCollectionInitializerOperation? initializer, PayloadReferenceMarks marks)
    {
        foreach (var part in initializer is null ? [] : initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { ContainingType: not null } member }, Value: var value } && marks.Mark(member))
                AnalyzeValue(context, value, member.Name, member.ContainingType.Name, marks);
        }
    }

    private static void AnalyzeValue(OperationAnalysisContext context, IOperation value, string name, string owner, PayloadReferenceMarks marks)
    {
        if (new PossiblyNothing(marks, context.GetControlFlowGraph, context.CancellationToken).Includes(value) && !ExpressionTree.Holds(value))
            context.Report(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), name, owner));
    }
}
