using System.Composition;
using Guarded.Analyzers.Wiring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>GRD2006: passes a store that is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StorageNotForwardedFix() : GuardedFix("GRD2006")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.AncestorsAndSelf().FirstOrDefault(static ancestor => ArgumentLists.Has(ancestor)) is not { } call
            || CallName.Of(call).SourceSpan != finding.Location.SourceSpan
            || ArgumentLists.Parameter(call, finding.Properties[StorageNotForwardedAnalyzer.NameProperty], model, cancellationToken) is not { } parameter)
        {
            yield break;
        }

        var first = true;
        foreach (var store in StoresAtHand.For(call, parameter, model, cancellationToken))
        {
            yield return new Change(
                $"Pass '{store.Name}'",
                first ? nameof(StorageNotForwardedFix) : $"{nameof(StorageNotForwardedFix)}:{store.Name}",
                editor => editor.ReplaceNode(call, (current, _) => ArgumentLists.Add(current, parameter, Names.Of(store.Name))));
            first = false;
        }
    }
}
