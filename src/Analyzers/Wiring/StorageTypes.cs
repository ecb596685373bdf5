using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Wiring;

/// <summary>The types that store: those marked <c>[StorageDependency]</c>, those that a project lists, and what derives from either.</summary>
internal sealed class StorageTypes
{
    /// <summary>The setting that lists types of one's own, with or without what they are in.</summary>
    public const string Setting = "guarded.storage_types";

    private const string Attribute = "Guarded.StorageDependencyAttribute";

    private readonly MarkingAssemblies _assemblies;
    private readonly HashSet<string> _listed;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    private StorageTypes(MarkingAssemblies assemblies, HashSet<string> listed) => (_assemblies, _listed) = (assemblies, listed);

    /// <summary>Null where there can be none.</summary>
    public static StorageTypes? In(Compilation compilation, AnalyzerOptions options)
    {
        var attributes = compilation.GetTypesByMetadataName(Attribute);
        var listed = NameList.In(compilation, options, Setting);
        return attributes.IsEmpty && listed.IsEmpty ? null : new StorageTypes(new MarkingAssemblies(compilation, attributes), [.. listed]);
    }

    public bool Include(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(Include),
        INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface } named => _known.GetOrAdd(named.OriginalDefinition, Find),
        _ => false,
    };

    /// <summary>Whether a parameter takes what stores, and is null where it is left out.</summary>
    public bool IncludeOptional(IParameterSymbol parameter) =>
        parameter is { IsOptional: true, Type.IsValueType: false }
        && parameter is { HasExplicitDefaultValue: false } or { ExplicitDefaultValue: null }
        && (Include(parameter.Type) || IsMarked(parameter));

    /// <summary>Whether a parameter is marked itself.</summary>
    public bool IncludeMarked(IParameterSymbol parameter) => IsMarked(parameter);

    private bool Find(INamedTypeSymbol type) =>
        IsMarkedOrListed(type)
        || Include(type.BaseType)
        || type.AllInterfaces.Any(IsMarkedOrListed);

    private bool IsMarkedOrListed(INamedTypeSymbol type) =>
        IsMarked(type) || (_listed.Count > 0 && (_listed.Contains(type.Name) || _listed.Contains(QualifiedName.Of(type))));

    private bool IsMarked(ISymbol symbol) =>
        _assemblies.Include(symbol.ContainingAssembly)
        && symbol.GetAttributes().Any(static attribute => attribute.AttributeClass.IsNamed("Guarded", "StorageDependencyAttribute"));
}
