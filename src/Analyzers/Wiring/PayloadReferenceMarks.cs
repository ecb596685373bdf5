using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// The places of payload references in a compilation: those that <c>[PayloadReference]</c> marks, on the declaration itself,
/// on what it overrides or implements, or, for a record, on the parameter or the property of the same name; and those that
/// the project lists.
/// </summary>
internal sealed class PayloadReferenceMarks
{
    /// <summary>The setting that lists members of one's own types.</summary>
    public const string Setting = "guarded.payload_reference_members";

    private const string Attribute = "Guarded.PayloadReferenceAttribute";

    private readonly MarkingAssemblies _assemblies;
    private readonly MarkedNames _names;
    private readonly ListedMembers _listed;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<int>> _parameters = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<ISymbol>> _members = new(SymbolEqualityComparer.Default);

    private PayloadReferenceMarks(MarkingAssemblies assemblies, MarkedNames names, ListedMembers listed) => (_assemblies, _names, _listed) = (assemblies, names, listed);

    /// <summary>Null where there can be none.</summary>
    public static PayloadReferenceMarks? In(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var attributes = compilation.GetTypesByMetadataName(Attribute);
        var listed = new ListedMembers(NameList.In(compilation, options, Setting));
        return attributes.IsEmpty && listed.IsEmpty
            ? null
            : new PayloadReferenceMarks(new MarkingAssemblies(compilation, attributes), MarkedNames.In(compilation, cancellationToken), listed);
    }

    /// <summary>Whether an indexer in the sources may be marked.</summary>
    public bool HaveIndexers => _names.HasIndexers;

    /// <summary>Whether a parameter of the method may be marked; false for most calls, and cheap.</summary>
    public bool MayConcern(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? MayConcern(method.ContainingType)
        : _assemblies.IsOwn(method.ContainingAssembly) ? _names.HasMethod(method.Name) || _listed.Mention(method.Name)
        : _assemblies.IsReferenced(method.ContainingAssembly) || _listed.Mention(method.Name);

    /// <summary>Whether anything of the type may be marked.</summary>
    public bool MayConcern(INamedTypeSymbol type) => _types.GetOrAdd(type.OriginalDefinition, IsConcerned);

    public bool Mark(IParameterSymbol parameter) => Mark(parameter.ContainingSymbol, parameter.Ordinal);

    /// <summary>Whether a property or field is marked.</summary>
    public bool Mark(ISymbol member) => MembersOf(member.ContainingType).Contains(member.OriginalDefinition, SymbolEqualityComparer.Default);

    /// <summary>The marked properties and fields of a type and its bases.</summary>
    public ImmutableArray<ISymbol> MembersOf(INamedTypeSymbol type) => !MayConcern(type) ? [] : _members.GetOrAdd(type.OriginalDefinition, MarkedMembers);

    /// <summary>Whether what a method returns is marked: it refers to what was stored.</summary>
    public bool MarkReturned(IMethodSymbol method) =>
        MayConcern(method)
        && (method.GetReturnTypeAttributes().Any(IsMark) || Related(method.OriginalDefinition).OfType<IMethodSymbol>().Any(MarkReturned));

    private bool IsConcerned(INamedTypeSymbol type) =>
        (_assemblies.IsOwn(type.ContainingAssembly) ? _names.HasType(type.Name) : _assemblies.IsReferenced(type.ContainingAssembly))
        || _listed.Mention(type.Name)
        || (type.BaseType is { SpecialType: SpecialType.None } @base && MayConcern(@base))
        || type.Interfaces.Any(MayConcern);

    private bool IsMarked(ISymbol symbol)
    {
        if (_listed.Include(symbol))
            return true;

        foreach (var attribute in symbol.GetAttributes())
        {
            if (IsMark(attribute))
                return true;
        }

        return false;
    }

    private static bool IsMark(AttributeData attribute) => attribute.AttributeClass.IsNamed("Guarded", "PayloadReferenceAttribute");

    private ImmutableArray<int> MarkedParameters(ISymbol owner)
    {
        var parameters = owner switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol indexer => indexer.Parameters,
            _ => [],
        };
        return parameters.IsEmpty
            ? []
            : [.. from parameter in parameters
                  where IsMarked(parameter)
                      || PropertyOf(parameter) is { } property && IsMarked(property)
                      || Related(owner).Any(related => Mark(related, parameter.Ordinal))
                  select parameter.Ordinal];
    }

    private bool Mark(ISymbol owner, int ordinal) => _parameters.GetOrAdd(owner.OriginalDefinition, MarkedParameters).Contains(ordinal);

    private ImmutableArray<ISymbol> MarkedMembers(INamedTypeSymbol type)
    {
        var marked = ImmutableArray.CreateBuilder<ISymbol>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType?.OriginalDefinition)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is { IsStatic: false } and (IPropertySymbol { IsIndexer: false } or IFieldSymbol { AssociatedSymbol: null })
                    && !marked.Any(nearer => Overrides(nearer, member))
                    && IsMarkedMember(member))
                {
                    marked.Add(member);
                }
            }
        }

        return marked.ToImmutable();
    }

    private static bool Overrides(ISymbol nearer, ISymbol member)
    {
        var overridden = (nearer as IPropertySymbol)?.OverriddenProperty;
        while (overridden is not null && !SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, member))
            overridden = overridden.OverriddenProperty;
        return overridden is not null;
    }

    private bool IsMarkedMember(ISymbol member) =>
        IsMarked(member)
        || (member is IPropertySymbol property && ((ParameterOf(property) is { } parameter && IsMarked(parameter)) || Related(property).Any(IsMarkedMember)));

    private static IPropertySymbol? PropertyOf(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsRecord: true } record }
            ? record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()
            : null;

    private static IParameterSymbol? ParameterOf(IPropertySymbol property) =>
        property.ContainingType is { IsRecord: true } record
            ? record.InstanceConstructors.SelectMany(static constructor => constructor.Parameters).FirstOrDefault(parameter => parameter.Name == property.Name)
            : null;

    /// <summary>What a member overrides, implements or completes.</summary>
    private IEnumerable<ISymbol> Related(ISymbol member)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } or { ContainingType: null })
            return [];

        IEnumerable<ISymbol?> direct = member switch
        {
            IMethodSymbol method => [method.OverriddenMethod, method.PartialDefinitionPart, .. method.ExplicitInterfaceImplementations],
            IPropertySymbol property => [property.OverriddenProperty, .. property.ExplicitInterfaceImplementations],
            _ => [],
        };
        return direct.OfType<ISymbol>().Concat(Implemented(member));
    }

    private IEnumerable<ISymbol> Implemented(ISymbol member) =>
        from contract in member.ContainingType.AllInterfaces
        where MayConcern(contract)
        from promised in contract.GetMembers(member.Name)
        where SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(promised), member)
        select promised;
}
