using System.Composition;
using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3005: reads through a payload store that is in scope, which checks what it reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnverifiedReadFix() : GuardedFix("GRD3005")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.CalledName() is not { } name
            || Instead(name.Identifier.ValueText) is not { } method
            || HashedRead.Of(name, HashTypes.In(model.Compilation), model, cancellationToken) is not { Path.Hash: var hash }
            || HashText(hash, model, cancellationToken) is not { } argument
            || Store(call, model) is not { } store)
        {
            return [];
        }

        var token = call.ArgumentList.Arguments.Skip(1).Select(static passed => passed.Expression).LastOrDefault(passed => model.GetTypeInfo(passed, cancellationToken).Type?.Name == "CancellationToken");
        var replaced = (ExpressionSyntax)call.Awaited();
        var read = SyntaxFactory.ParseExpression($"await {store}.{method}({argument}{(token is null ? "" : $", {token}")})").WithTriviaFrom(replaced);
        // Another stream, or a method that does not await, would not compile.
        return Trial.Compiles(model, call.SyntaxTree.GetRoot(cancellationToken).ReplaceNode(replaced, read), mentioned: null, cancellationToken)
            ? [new Change($"Read through '{store}'", nameof(UnverifiedReadFix), editor => editor.ReplaceNode(replaced, read))]
            : [];
    }

    private static string? Instead(string method) => method switch
    {
        "ReadAllBytes" or "ReadAllBytesAsync" => "ReadAllBytesAsync",
        "OpenRead" => "OpenAsync",
        _ => null,
    };

    // A reference has the hash of what it refers to.
    private static string? HashText(SimpleNameSyntax hash, SemanticModel model, CancellationToken cancellationToken) => model.GetTypeInfo(hash, cancellationToken).Type switch
    {
        { Name: "PayloadHash" } type when type.IsNamed("Guarded.Store.Hashing", "PayloadHash") => hash.Reference().ToString(),
        { Name: "PayloadReference" } type when type.IsNamed("Guarded.Store.Payloads", "PayloadReference") => $"{hash.Reference()}.Hash",
        _ => null,
    };

    private static string? Store(SyntaxNode place, SemanticModel model) => model.LookupSymbols(place.SpanStart)
        .FirstOrDefault(static symbol => symbol.ValueType().IsNamed("Guarded.Store.Payloads", "PayloadStore"))?.Name;
}
