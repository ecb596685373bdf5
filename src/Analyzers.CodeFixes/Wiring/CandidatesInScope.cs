using Guarded.Analyzers.Wiring;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>What is at hand where a reference is missing, and may be it.</summary>
internal sealed class CandidatesInScope(SemanticModel model, EmptyPlace place, CancellationToken cancellationToken)
{
    /// <summary>Names: first those that are called like the empty place, then the nearest.</summary>
    public IEnumerable<string> BestFirst() =>
        from symbol in new ValuesInScope(model, place.Node, cancellationToken).For(place.Type, place.Name)
        where Says(symbol)
        select symbol.Name;

    // Any string might be anything: only one that says what it is will do.
    private bool Says(ISymbol symbol) => !IsUniversal(place.Type) || ValuesInScope.IsNamesake(symbol, place.Name) || IsMarked(symbol);

    private static bool IsUniversal(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None
        || type.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Array;

    private static bool IsMarked(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass.IsNamed("Guarded", "PayloadReferenceAttribute"));
}
