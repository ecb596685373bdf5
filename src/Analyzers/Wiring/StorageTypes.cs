using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Wiring;

/// <summary>The types that store: those marked <c>[StorageDependency]</c>, those that a project lists, and what derives from either.</summary>
internal sealed class StorageTypes
{
    /// <summary>The setting that lists types of one's own.</summary>
    public const string Setting = "guarded.storage_types";

    private const string Attribute = "Guarded.StorageDependencyAttribute";

    private readonly MarkingAssemblies? _assemblies;
    private readonly NameList<ListedTypes> _listed;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _marked = new(SymbolEqualityComparer.Default);

    private StorageTypes(MarkingAssemblies? assemblies, NameList<ListedTypes> listed) => (_assemblies, _listed) = (assemblies, listed);

    /// <summary>Null where there can be none.</summary>
    public static StorageTypes? In(Compilation compilation, AnalyzerOptions options)
    {
        var attributes = compilation.GetTypesByMetadataName(Attribute);
        var listed = new NameList<ListedTypes>(Setting, options.AnalyzerConfigOptionsProvider, static names => new ListedTypes(names));
        return !attributes.IsEmpty || listed.IsSetIn(compilation)
            ? new StorageTypes(attributes.IsEmpty ? null : new MarkingAssemblies(compilation, attributes), listed)
            : null;
    }

    /// <summary>Whether a type stores, as one file's settings have it.</summary>
    public bool Include(ITypeSymbol? type, SyntaxTree tree) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => Include(constraint, tree)),
        INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named =>
            IsMarked(named.OriginalDefinition) || _listed.For(tree)?.Include(named.OriginalDefinition) is true,
        _ => false,
    };

    /// <summary>Whether what is passed for a parameter stores.</summary>
    public bool Include(IParameterSymbol parameter, SyntaxTree tree) => Include(parameter.Type, tree) || HasAttribute(parameter, parameter.ContainingAssembly);

    private bool IsMarked(INamedTypeSymbol type) => _assemblies is not null && _marked.GetOrAdd(type, Find);

    private bool Find(INamedTypeSymbol type) =>
        HasAttribute(type, type.ContainingAssembly)
        || (type.BaseType is { SpecialType: SpecialType.None } @base && IsMarked(@base.OriginalDefinition))
        || type.AllInterfaces.Any(contract => HasAttribute(contract, contract.ContainingAssembly));

    private bool HasAttribute(ISymbol symbol, IAssemblySymbol? assembly) =>
        _assemblies?.Include(assembly) is true
        && symbol.GetAttributes().Any(static attribute => attribute.AttributeClass.IsNamed("Guarded", "StorageDependencyAttribute"));

    /// <summary>Types by their names, with or without what they are in.</summary>
    private sealed class ListedTypes(ImmutableArray<string> names)
    {
        private static readonly SymbolDisplayFormat Qualified = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

        private readonly HashSet<string> _names = [.. names];
        private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

        public bool Include(INamedTypeSymbol type) => _known.GetOrAdd(type, Find);

        private bool Find(INamedTypeSymbol type) =>
            IsListed(type)
            || (type.BaseType is { SpecialType: SpecialType.None } @base && Include(@base.OriginalDefinition))
            || type.AllInterfaces.Any(IsListed);

        private bool IsListed(INamedTypeSymbol type) => _names.Contains(type.Name) || _names.Contains(type.ToDisplayString(Qualified));
    }
}
