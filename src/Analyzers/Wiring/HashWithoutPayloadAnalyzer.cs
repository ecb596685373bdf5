using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2003: a hash is recorded, and the data that it is of is stored nowhere.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HashWithoutPayloadAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2003",
        "A hash that is recorded has its data stored",
        "'{0}' records a hash of '{1}', which is stored nowhere: the record proves what was there, and nobody can get it back. Store the data first, and record the reference that the store returned.",
        Category.Wiring,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var storage = StorageTypes.In(context.Compilation, context.Options);
        var marks = PayloadReferenceMarks.In(context.Compilation, context.Options, context.CancellationToken);
        var typed = HashTypes.In(context.Compilation);
        context.RegisterOperationAction(action => Analyze(action, storage, marks, typed), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, StorageTypes? storage, PayloadReferenceMarks? marks, HashTypes? typed)
    {
        if (HashComputation.Of((IInvocationOperation)context.Operation, typed, context.CancellationToken) is not { } hash || context.Operation.SemanticModel is not { } model)
            return;

        var records = new HashRecords(storage, marks, model, context.CancellationToken);
        foreach (var place in new HashPlaces(model, context.CancellationToken).Of(hash.Call))
        {
            if (records.At(place) is { } record && !new HashedData(hash.Data, model, recorder: null, record.IsWired, context.CancellationToken).IsKept() && !ExpressionTree.Holds(context.Operation))
            {
                context.Report(Diagnostic.Create(Descriptor, record.Value.GetLocation(), record.Name, HashedData.Describe(hash.Data[0])));
                return;
            }
        }
    }
}
