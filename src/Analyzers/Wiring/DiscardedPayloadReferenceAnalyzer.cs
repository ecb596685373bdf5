using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2004: what a store returned is dropped, and with it the only way to what was stored.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedPayloadReferenceAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2004",
        "What a store returns is kept",
        "'{0}' returns the reference to what it stored, and this drops it: nothing can refer to the payload. Keep it and record it, or write '_ =' where it is known already.",
        Category.Wiring,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var storage = StorageTypes.In(context.Compilation, context.Options);
        var marks = PayloadReferenceMarks.In(context.Compilation, context.Options, context.CancellationToken);
        if (storage is not null || marks is not null)
            context.RegisterOperationAction(action => Analyze(action, storage, marks), OperationKind.ExpressionStatement);
    }

    private static void Analyze(OperationAnalysisContext context, StorageTypes? storage, PayloadReferenceMarks? marks)
    {
        var calls = Dropped(((IExpressionStatementOperation)context.Operation).Operation);
        while (calls is IInvocationOperation call)
        {
            if (ReturnsReference(call.TargetMethod, storage, marks))
            {
                if (!Assertion.Holds(call.Syntax))
                    context.Report(Diagnostic.Create(Descriptor, CallName.Of(call.Syntax), call.TargetMethod.Name));
                return;
            }

            calls = PassedOn(call);
        }

        if (calls is IArgumentOperation all)
            AnalyzeAll(context, all, storage, marks);
    }

    // await Task.WhenAll(rows.Select(row => payloads.StoreAsync(row)));
    private static void AnalyzeAll(OperationAnalysisContext context, IArgumentOperation all, StorageTypes? storage, PayloadReferenceMarks? marks)
    {
        foreach (var call in all.Descendants().OfType<IInvocationOperation>())
        {
            if (ReturnsReference(call.TargetMethod, storage, marks) && !ExpressionTree.Holds(call) && IsElement(call))
                context.Report(Diagnostic.Create(Descriptor, CallName.Of(call.Syntax), call.TargetMethod.Name));
        }
    }

    // What a lambda returns as it is, or an array is made of.
    private static bool IsElement(IOperation call)
    {
        var value = call.Parent;
        while (value is IConversionOperation or IAwaitOperation or IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" } or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" } })
            value = value.Parent;
        return value is IReturnOperation or IArrayInitializerOperation or ICollectionExpressionOperation;
    }

    private static IOperation? Dropped(IOperation? value)
    {
        while (true)
        {
            switch (value)
            {
                case IAwaitOperation awaited:
                    value = awaited.Operation;
                    break;
                case IConditionalAccessOperation access:
                    value = access.WhenNotNull;
                    break;
                case IConversionOperation { OperatorMethod: null } conversion:
                    value = conversion.Operand;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>What a call has its result from, where it only waits for it.</summary>
    private static IOperation? PassedOn(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" or "AsTask" or "WaitAsync" or "Preserve" => Dropped(call.Instance),
        "WhenAll" or "WaitAll" when call.TargetMethod.ContainingType is { Name: "Task" } && call.Arguments.Length > 0 => call.Arguments[0],
        _ => null,
    };

    private static bool ReturnsReference(IMethodSymbol method, StorageTypes? storage, PayloadReferenceMarks? marks) =>
        !method.ReturnsVoid
        && ((IsNamedStore(method.Name) && IsReference(method.ReturnType) && storage?.Include(method.ContainingType) is true)
            || marks?.MarkReturned(method) is true);

    private static bool IsNamedStore(string name) =>
        name.StartsWith("Store", StringComparison.Ordinal) && (name.Length == 5 || char.IsUpper(name[5]));

    // Whether it was there before, or how much was written, is no reference.
    private static bool IsReference(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask" } task => task.TypeArguments.Length == 1 && IsReference(task.TypeArguments[0]),
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Void } => false,
        _ => true,
    };
}
