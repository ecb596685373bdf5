using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3002: a constant is parsed as a content hash, and is none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidContentHashLiteralAnalyzer() : GuardedAnalyzer(Descriptor)
{
    /// <summary>Among a finding's properties where only the case of its letters is wrong.</summary>
    public const string CaseProperty = "Case";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3002",
        "A constant that is parsed as a content hash is one",
        "This is no '{0}', and parsing it {1}: {2}. Write the hash of the data that is meant.",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (HashTypes.In(context.Compilation) is { } types)
            context.RegisterOperationAction(action => Analyze(action, types), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, HashTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("Parse" or "TryParse")
            || ParsedHash.Of(call.TargetMethod, types) is not { } hash
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value is not { } argument
            || !new ConstantText(context.CancellationToken).TryRead(argument, out var text)
            || types.TextOf(hash) is not { } form
            || form.Flaw(text) is not { } flaw
            || Assertion.Holds(call.Syntax))
        {
            return;
        }

        var isOnlyCase = form.Flaw(text?.ToLowerInvariant()) is null;
        context.Report(Diagnostic.Create(
            Descriptor,
            argument.Syntax.GetLocation(),
            isOnlyCase ? ImmutableDictionary<string, string?>.Empty.Add(CaseProperty, "") : null,
            hash.Name,
            call.TargetMethod.Name == "Parse" ? "throws" : "always fails",
            flaw));
    }
}
