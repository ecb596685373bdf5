using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers;

/// <summary>Assemblies that can mark anything: the one that is compiled, and those that declare the attribute or refer to one that does.</summary>
internal sealed class MarkingAssemblies(Compilation compilation, IEnumerable<INamedTypeSymbol> attributes)
{
    private readonly HashSet<string> _declaring = [.. attributes.Select(static attribute => attribute.ContainingAssembly.Name)];

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether what belongs to this assembly is worth a look.</summary>
    public bool Include(IAssemblySymbol? assembly) =>
        assembly is not null && (ReferenceEquals(assembly, compilation.Assembly) || _known.GetOrAdd(assembly, CanMark));

    private bool CanMark(IAssemblySymbol assembly) =>
        _declaring.Contains(assembly.Name)
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => _declaring.Contains(identity.Name)));
}
