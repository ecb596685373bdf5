using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>What is at hand where a reference is missing, and may be it.</summary>
internal sealed class CandidatesInScope(SemanticModel model, EmptyPlace place, CancellationToken cancellationToken)
{
    /// <summary>Names: first those that are called like the empty place, then the nearest.</summary>
    public IEnumerable<string> BestFirst()
    {
        var reach = new Reach(model, place.Node, cancellationToken);
        return from symbol in model.LookupSymbols(place.Node.SpanStart)
               where TypeOf(symbol) is { } type && Fits(symbol, type) && reach.Has(symbol)
               orderby !IsNamesake(symbol), Distance(symbol), -symbol.Locations.First().SourceSpan.Start, symbol.Name
               select symbol.Name;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol { IsConst: false } local => local.Type,
        IParameterSymbol { IsDiscard: false } parameter => parameter.Type,
        IFieldSymbol { IsConst: false } field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    // Any string might be anything: only one that says what it is will do.
    private bool Fits(ISymbol symbol, ITypeSymbol type) =>
        model.Compilation.ClassifyConversion(type, place.Type) is { Exists: true, IsImplicit: true }
        && (!IsUniversal(place.Type) || IsNamesake(symbol) || IsMarked(symbol));

    private static bool IsUniversal(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None
        || type.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Array;

    private static bool IsMarked(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass.IsNamed("Guarded", "PayloadReferenceAttribute"));

    private bool IsNamesake(ISymbol symbol) =>
        string.Equals(symbol.Name.TrimStart('_'), place.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase);

    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => 0,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } => 1,
        IParameterSymbol => 2,
        { IsStatic: false } => 3,
        _ => 4,
    };
}
