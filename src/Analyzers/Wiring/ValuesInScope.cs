using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Analyzers.Wiring;

/// <summary>What is at hand at a place: variables, fields and properties that can be named there and have a value.</summary>
internal sealed class ValuesInScope(SemanticModel model, SyntaxNode place, CancellationToken cancellationToken)
{
    /// <summary>Those that convert to a type: first those that are called alike, then the nearest.</summary>
    public IEnumerable<ISymbol> For(ITypeSymbol type, string name)
    {
        var reach = new Reach(model, place, cancellationToken);
        return from symbol in model.LookupSymbols(place.SpanStart)
               where TypeOf(symbol) is { } own && model.Compilation.ClassifyConversion(own, type) is { Exists: true, IsImplicit: true } && reach.Has(symbol)
               orderby !IsNamesake(symbol, name), Distance(symbol), -symbol.Locations.First().SourceSpan.Start, symbol.Name
               select symbol;
    }

    /// <summary>Whether a symbol is called like a parameter or member that it may fill.</summary>
    public static bool IsNamesake(ISymbol symbol, string name) =>
        string.Equals(symbol.Name.TrimStart('_'), name.TrimStart('_'), StringComparison.OrdinalIgnoreCase);

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol { IsConst: false } local => local.Type,
        IParameterSymbol { IsDiscard: false } parameter => parameter.Type,
        IFieldSymbol { IsConst: false } field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    private static int Distance(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => 0,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } => 1,
        IParameterSymbol => 2,
        { IsStatic: false } => 3,
        _ => 4,
    };
}
