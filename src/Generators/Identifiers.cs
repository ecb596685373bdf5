using Microsoft.CodeAnalysis;

namespace Guarded.Generators;

/// <summary>Names of symbols as code writes them.</summary>
internal static class Identifiers
{
    /// <summary>
    /// The name, verbatim (<c>@name</c>) where it is all lower case: so are all keywords, those to come included,
    /// and the compiler warns about such a name of a type unless it is verbatim.
    /// </summary>
    public static string Escape(string name) =>
        name.All(static character => character is (>= 'a' and <= 'z') or '_') ? "@" + name : name;

    /// <summary>The namespace with each part escaped, or null for the global one.</summary>
    public static string? Escape(INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace)
            return null;

        var name = Escape(space.Name);
        return Escape(space.ContainingNamespace) is { } outer ? $"{outer}.{name}" : name;
    }
}
