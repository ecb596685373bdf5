using System.Composition;
using Guarded.Analyzers.Wiring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>GRD2001: fills in a payload reference that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MissingPayloadReferenceFix() : GuardedFix("GRD2001")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (!finding.Properties.TryGetValue(MissingPayloadReferenceAnalyzer.NameProperty, out var name)
            || name is null
            || EmptyPlace.At(node, name, finding.Properties[MissingPayloadReferenceAnalyzer.KindProperty], model, cancellationToken) is not { } place)
        {
            yield break;
        }

        var first = true;
        foreach (var candidate in new CandidatesInScope(model, place, cancellationToken).BestFirst())
        {
            yield return new Change(
                $"Fill in '{candidate}'",
                first ? nameof(MissingPayloadReferenceFix) : $"{nameof(MissingPayloadReferenceFix)}:{candidate}",
                editor => editor.ReplaceNode(place.Node, (current, _) => place.Fill(current, Names.Of(candidate))));
            first = false;
        }
    }
}
