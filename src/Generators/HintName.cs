using System.Text;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators;

/// <summary>The name of an emitted file.</summary>
internal static class HintName
{
    /// <summary>The type's full name and a mark of its exact spelling: the compiler compares these names without regard to case.</summary>
    public static string Of(INamedTypeSymbol type, string part = "")
    {
        var name = new StringBuilder(type.MetadataName);
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name.Insert(0, '+').Insert(0, outer.MetadataName);

        for (var space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            name.Insert(0, '.').Insert(0, space.Name);

        return $"{name}.{Fingerprint(name.ToString()):x8}{part}.g.cs";
    }

    // FNV-1a: it only has to tell spellings of one name apart, and to be the same on every machine.
    private static uint Fingerprint(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
            hash = unchecked((hash ^ character) * 16777619);

        return hash;
    }
}
