using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators;

/// <summary>The name of an emitted file.</summary>
internal static class HintName
{
    /// <summary>The type's full name and a mark of its exact spelling: the compiler compares these names without regard to case.</summary>
    public static string Of(INamedTypeSymbol type, string part = "")
    {
        var name = NameOf(type);
        return name + "." + Fingerprint(name).ToString("x8", CultureInfo.InvariantCulture) + part + ".g.cs";
    }

    private static string NameOf(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? NameOf(outer) + "+" + type.MetadataName
        : NameOf(type.ContainingNamespace) + type.MetadataName;

    private static string NameOf(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : NameOf(space.ContainingNamespace) + space.Name + ".";

    // FNV-1a: it only has to tell spellings of one name apart, and to be the same on every machine.
    private static uint Fingerprint(string text)
    {
        uint hash = 2166136261;
        foreach (char character in text)
            hash = unchecked((hash ^ character) * 16777619);

        return hash;
    }
}
