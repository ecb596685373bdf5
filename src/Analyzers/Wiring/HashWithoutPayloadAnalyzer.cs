using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

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
        context.RegisterSemanticModelAction(action => Analyze(action, storage, marks, typed));
    }

    private static void Analyze(SemanticModelAnalysisContext context, StorageTypes? storage, PayloadReferenceMarks? marks, HashTypes? typed)
    {
        var model = context.SemanticModel;
        var records = new HashRecords(storage, marks, model, context.CancellationToken);
        foreach (var call in HashComputation.Candidates(model.SyntaxTree, context.CancellationToken))
        {
            if (HashComputation.Of(call, typed, model, context.CancellationToken) is { } hash && Recorded(hash, records, model, context.CancellationToken) is { } record)
                context.Report(Diagnostic.Create(Descriptor, record.Value.GetLocation(), record.Name, HashedData.Describe(hash.Data[0])));
        }
    }

    /// <summary>Where a hash is recorded without its data; null where it is not, or its data is kept.</summary>
    private static HashRecord? Recorded(HashComputation hash, HashRecords records, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var place in new HashPlaces(model, cancellationToken).Of(hash.Call))
        {
            if (records.At(place) is { } record
                && !new HashedData(hash.Data, model, recorder: null, record.IsWired, cancellationToken).IsKept()
                && !(model.GetOperation(hash.Call, cancellationToken) is { } operation && ExpressionTree.Holds(operation)))
            {
                return record;
            }
        }

        return null;
    }
}
