using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            context.RegisterSyntaxNodeAction(action => Analyze(action, types), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, HashTypes types)
    {
        var syntax = (InvocationExpressionSyntax)context.Node;
        if (syntax.CalledName() is not { Identifier.ValueText: "Parse" or "TryParse" }
            || context.SemanticModel.GetOperation(syntax, context.CancellationToken) is not IInvocationOperation call
            || ParsedHash.Of(call.TargetMethod, types) is not { } hash
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value is not { } argument
            || !ConstantText.TryRead(argument, out var text)
            || types.TextOf(hash) is not { } form
            || form.Flaw(text) is not { } flaw
            || Assertion.Holds(syntax))
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
