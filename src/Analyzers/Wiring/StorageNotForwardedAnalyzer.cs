using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2006: a store is at hand, the callee takes one, and the call leaves it out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StorageNotForwardedAnalyzer() : GuardedAnalyzer(Descriptor)
{
    /// <summary>The parameter that gets nothing, among a finding's properties.</summary>
    public const string NameProperty = "Name";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2006",
        "A store that is at hand is passed on",
        "'{0}' takes what stores as '{1}', and gets none although '{2}' is at hand: what it should store is lost. Pass '{2}'.",
        Category.Wiring,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (StorageTypes.In(context.Compilation, context.Options) is not { } storage)
            return;

        context.RegisterOperationAction(
            action =>
            {
                var call = (IInvocationOperation)action.Operation;
                if (MayLeaveOut(call.TargetMethod, storage))
                    Analyze(action, call.Arguments, storage);
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            action =>
            {
                var creation = (IObjectCreationOperation)action.Operation;
                if (creation.Constructor is { } constructor && MayLeaveOut(constructor, storage))
                    Analyze(action, creation.Arguments, storage);
            },
            OperationKind.ObjectCreation);
        context.RegisterOperationAction(action => AnalyzeUnbound(action, storage), OperationKind.Invalid);
    }

    // What is optional stands at the end, before an array of any length.
    private static bool MayLeaveOut(IMethodSymbol method, StorageTypes storage)
    {
        var parameters = method.Parameters;
        for (var at = parameters.Length - 1; at >= 0 && (parameters[at].IsOptional || parameters[at].IsParams); at--)
        {
            if (storage.IncludeOptional(parameters[at]))
                return true;
        }

        return false;
    }

    private static void Analyze(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments, StorageTypes storage)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter } && storage.IncludeOptional(parameter) && AtHand(context, parameter) is { } store)
                Report(context, parameter, store);
        }
    }

    // Only where every method that it may mean is left without a store.
    private static void AnalyzeUnbound(OperationAnalysisContext context, StorageTypes storage)
    {
        if (UnboundCall.Of(context.Operation, context.CancellationToken) is not { } call)
            return;

        var left = call.MayMean.Select(method => method.Parameters.FirstOrDefault(parameter => storage.IncludeOptional(parameter) && call.Arguments.Argument(parameter) is null)).ToList();
        if (left is [{ } parameter, ..] && left.All(static parameter => parameter is not null) && AtHand(context, parameter) is { } store)
            Report(context, parameter, store);
    }

    private static ISymbol? AtHand(OperationAnalysisContext context, IParameterSymbol parameter) =>
        StoresAtHand.For(context.Operation.Syntax, parameter, context.Operation.SemanticModel!, context.CancellationToken).FirstOrDefault();

    private static void Report(OperationAnalysisContext context, IParameterSymbol parameter, ISymbol store) => context.Report(Diagnostic.Create(
        Descriptor,
        CallName.Of(context.Operation.Syntax),
        ImmutableDictionary<string, string?>.Empty.Add(NameProperty, parameter.Name),
        CallName.Of(parameter.ContainingSymbol),
        parameter.Name,
        store.Name));
}
