using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers;

/// <summary>A type's name with what it is in, as settings write it: without type parameters.</summary>
internal static class QualifiedName
{
    private static readonly SymbolDisplayFormat Format = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static string Of(INamedTypeSymbol type) => type.ToDisplayString(Format);
}
