using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// What <c>[PayloadReference]</c> marks in a compilation: on the declaration itself, on what it overrides or implements,
/// or, for a record, on the parameter or the property of the same name.
/// </summary>
internal sealed class PayloadReferenceMarks(MarkableTypes types)
{
    public const string Attribute = "Guarded.PayloadReferenceAttribute";

    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<int>> _parameters = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<ISymbol>> _members = new(SymbolEqualityComparer.Default);

    /// <summary>Whether anything that belongs to the symbol's type can be marked; false for most calls, and cheap.</summary>
    public bool MayConcern(ISymbol symbol) => types.Include(symbol as INamedTypeSymbol ?? symbol.ContainingType);

    public bool Mark(IParameterSymbol parameter) => MayConcern(parameter) && _parameters.GetOrAdd(parameter.ContainingSymbol.OriginalDefinition, MarkedParameters).Contains(parameter.Ordinal);

    /// <summary>Whether a property or field is marked.</summary>
    public bool Mark(ISymbol member) => MembersOf(member.ContainingType).Contains(member.OriginalDefinition, SymbolEqualityComparer.Default);

    /// <summary>The marked properties and fields of a type and its bases.</summary>
    public ImmutableArray<ISymbol> MembersOf(INamedTypeSymbol type) => !MayConcern(type) ? [] : _members.GetOrAdd(type.OriginalDefinition, MarkedMembers);

    private static bool IsMarked(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.IsNamed("Guarded", "PayloadReferenceAttribute"))
                return true;
        }

        return false;
    }

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
        for (var declaring = type; declaring is not null && MayConcern(declaring); declaring = declaring.BaseType?.OriginalDefinition)
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
