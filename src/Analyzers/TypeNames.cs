using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers;

/// <summary>Types by their names: users may declare them themselves, and references may declare them twice.</summary>
internal static class TypeNames
{
    /// <summary>Whether it is this type, which is no type within another.</summary>
    public static bool IsNamed(this ITypeSymbol? type, string @namespace, string name) =>
        type is { ContainingType: null } && type.Name == name && IsNamed(type.ContainingNamespace, @namespace);

    private static bool IsNamed(INamespaceSymbol? symbol, string name)
    {
        var end = name.Length;
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            var start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0 || (start > 0 && name[start - 1] != '.'))
                return false;
            end = start - 1;
        }

        return end < 0 || name.Length == 0;
    }
}
