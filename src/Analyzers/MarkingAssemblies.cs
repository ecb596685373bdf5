using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers;

/// <summary>Assemblies that can mark anything: the one that is compiled, and those that declare the attribute or refer to one that does.</summary>
internal sealed class MarkingAssemblies
{
    private readonly IAssemblySymbol _own;
    private readonly ImmutableArray<IAssemblySymbol> _referenced;

    public MarkingAssemblies(Compilation compilation, IEnumerable<INamedTypeSymbol> attributes)
    {
        var declaring = attributes.Select(static attribute => attribute.ContainingAssembly.Name).ToImmutableHashSet(StringComparer.Ordinal);
        _own = compilation.Assembly;
        _referenced = declaring.IsEmpty ? [] : [.. compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly =>
            declaring.Contains(assembly.Name) || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => declaring.Contains(identity.Name))))];
    }

    /// <summary>Whether what belongs to this assembly is worth a look.</summary>
    public bool Include(IAssemblySymbol? assembly) => IsOwn(assembly) || IsReferenced(assembly);

    /// <summary>Whether it is the assembly that is compiled.</summary>
    public bool IsOwn(IAssemblySymbol? assembly) => ReferenceEquals(assembly, _own);

    /// <summary>Whether it is another one, and can mark.</summary>
    public bool IsReferenced(IAssemblySymbol? assembly)
    {
        foreach (var referenced in _referenced)
        {
            if (ReferenceEquals(assembly, referenced))
                return true;
        }

        return false;
    }
}
