using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// Members that a project lists as places of payload references: <c>Type.Property</c>, <c>Type.Method(parameter)</c>,
/// <c>Type(parameter)</c> for a constructor, each with or without the namespace.
/// </summary>
internal sealed class ListedMembers
{
    private readonly HashSet<string> _entries;
    private readonly HashSet<string> _words;

    public ListedMembers(ImmutableArray<string> entries)
    {
        _entries = [.. entries];
        _words = [.. entries.SelectMany(static entry => entry.Split('.', '(', ')'))];
    }

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Whether the name of a type or a method is part of an entry.</summary>
    public bool Mention(string name) => _words.Contains(name);

    public bool Include(ISymbol symbol) => !IsEmpty && symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter => Has(constructor.ContainingType, $"({parameter.Name})") || Has(constructor.ContainingType, $".{parameter.Name}"),
        IParameterSymbol { ContainingSymbol: { } owner } parameter => Has(owner.ContainingType, $".{owner.Name}({parameter.Name})") || Has(owner.ContainingType, $".{owner.Name}.{parameter.Name}"),
        _ => Has(symbol.ContainingType, $".{symbol.Name}"),
    };

    private bool Has(INamedTypeSymbol? type, string member) =>
        type is not null && (_entries.Contains(type.Name + member) || _entries.Contains(QualifiedName.Of(type) + member));
}
