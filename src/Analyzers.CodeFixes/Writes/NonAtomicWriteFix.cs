using System.Composition;
using Guarded.Analyzers.Writes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1001: writes with <c>AtomicFile</c>, whose calls are the same; a stream is committed where its block ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NonAtomicWriteFix() : GuardedFix("GRD1001")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } write || AtomicFiles.In(model.Compilation) is not { } atomic)
            return [];
        if (Stream(write, model, cancellationToken) is { } stream)
            return [new Change("Write to AtomicFile.Create", nameof(NonAtomicWriteFix), editor => stream.Replace(editor, atomic, generator))];
        return model.GetSymbolInfo(write, cancellationToken).Symbol is IMethodSymbol method && WholeFileWrite.IsWriteAll(method.Name) && AtomicFiles.Offer(atomic, method)
            ? [new Change($"Write with AtomicFile.{method.Name}", nameof(NonAtomicWriteFix), editor => editor.ReplaceNode(write, (current, _) => Rename(current, atomic.AsExpression(generator))))]
            : [];
    }

    // File.Create(path), File.OpenWrite(path), File.Open(path, …), new FileStream(path, …)
    private static CommittedStream? Stream(ExpressionSyntax write, SemanticModel model, CancellationToken cancellationToken) => write switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null, Expression: var path }, ..] } when model.GetTypeInfo(write, cancellationToken).Type.IsNamed("System.IO", "FileStream") =>
            CommittedStream.Of(write, path, model, cancellationToken),
        { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null, Expression: var path }, ..] } call } when call.Expression == write
            && model.GetSymbolInfo(write, cancellationToken).Symbol is IMethodSymbol { Name: "Create" or "OpenWrite" or "Open" } method && method.ContainingType.IsNamed("System.IO", "File") =>
            CommittedStream.Of(call, path, model, cancellationToken),
        _ => null,
    };

    private static SyntaxNode Rename(SyntaxNode write, ExpressionSyntax type) => write switch
    {
        MemberAccessExpressionSyntax access => access.WithExpression(type.WithTriviaFrom(access.Expression)),
        SimpleNameSyntax name => SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            type.WithLeadingTrivia(name.GetLeadingTrivia()),
            name.WithoutLeadingTrivia()),
        _ => write,
    };
}
