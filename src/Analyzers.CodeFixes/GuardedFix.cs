using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>Fixes one rule's findings, one by one or all at once, by the same edits.</summary>
public abstract class GuardedFix : CodeFixProvider
{
    private protected GuardedFix(string rule) => FixableDiagnosticIds = [rule];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            foreach (var change in await ChangesAsync(context.Document, finding, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, cancellationToken => ApplyAsync(context.Document, [change], cancellationToken), change.Key),
                    finding);
            }
        }
    }

    /// <summary>The ways to fix a finding, the best one first; none where there is none.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="node">The innermost node where it is reported.</param>
    /// <param name="model">What its file means.</param>
    /// <param name="generator">Makes syntax for the file's document.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private protected abstract IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken);

    private async Task<ImmutableArray<Change>> ChangesAsync(Document document, Diagnostic finding, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null
            ? []
            : [.. Changes(finding, root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true), model, SyntaxGenerator.GetGenerator(document), cancellationToken)];
    }

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> findings)
    {
        var chosen = ImmutableArray.CreateBuilder<Change>();
        foreach (var finding in findings)
        {
            var changes = await ChangesAsync(document, finding, context.CancellationToken).ConfigureAwait(false);
            if (changes.FirstOrDefault(change => change.Key == context.CodeActionEquivalenceKey) is { } change)
                chosen.Add(change);
        }

        return await ApplyAsync(document, chosen.ToImmutable(), context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<Document> ApplyAsync(Document document, ImmutableArray<Change> changes, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var change in changes)
            change.Apply(editor);
        return editor.GetChangedDocument();
    }
}
