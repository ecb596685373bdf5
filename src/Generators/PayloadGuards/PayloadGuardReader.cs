using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Generators.PayloadGuards;

/// <summary>Turns the type around a mark into its model.</summary>
internal static class PayloadGuardReader
{
    private static readonly SymbolDisplayFormat TypeFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The model, for the first mark of a type that can be given a factory; else null.</summary>
    public static PayloadGuardModel? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        Read(context.TargetSymbol, cancellationToken);

    /// <summary>The same for a mark that is at hand.</summary>
    public static PayloadGuardModel? Read(ISymbol marked, CancellationToken cancellationToken)
    {
        if (RowOf(marked) is not { } type
            || !SymbolEqualityComparer.Default.Equals(Marked(type).FirstOrDefault(), marked)
            || !CanBeCompleted(type)
            || ConstructorOf(type) is not { } constructor)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var row = new RowValues(type, constructor, TypeFormat);
        return row.Accessibility is not { } accessibility ? null : new PayloadGuardModel(
            Identifiers.Escape(type.ContainingNamespace),
            new EquatableArray<string>(PartialHeader.Around(type)),
            PartialHeader.Of(type),
            PartialHeader.NameOf(type),
            HintName.Of(type, ".Guard"),
            accessibility,
            row.Arguments,
            row.Initialized);
    }

    private static INamedTypeSymbol? RowOf(ISymbol marked) => marked switch
    {
        IPropertySymbol { IsStatic: false, IsIndexer: false } or IFieldSymbol { IsStatic: false } => marked.ContainingType,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } => constructor.ContainingType,
        _ => null,
    };

    // A parameter of a record's and the property of its name may both be marked: they are one.
    private static IEnumerable<ISymbol> Marked(INamedTypeSymbol type) =>
        from member in type.GetMembers()
        from symbol in member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.Parameters.AsEnumerable<ISymbol>() : [member]
        where PayloadMarks.IsOn(symbol) && RowOf(symbol) is not null
        select symbol;

    private static bool CanBeCompleted(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsFileLocal: false, Name: not PayloadGuardSource.Factory }
        && Openness.Closed(type).IsEmpty
        && type.GetMembers(PayloadGuardSource.Factory).IsEmpty;

    // The primary constructor, else the one with marked parameters, else the one without any, else the only one.
    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type)
    {
        var candidates = type.InstanceConstructors.Where(constructor => !IsCopy(constructor, type)).ToImmutableArray();
        return candidates.FirstOrDefault(IsPrimary)
            ?? Only(candidates.Where(static constructor => constructor.Parameters.Any(PayloadMarks.IsOn)))
            ?? candidates.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty)
            ?? Only(candidates);
    }

    private static IMethodSymbol? Only(IEnumerable<IMethodSymbol> constructors) => constructors.Take(2).Count() == 1 ? constructors.First() : null;

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax);
}
