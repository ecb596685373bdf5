using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators;

/// <summary>How another part of a type begins.</summary>
internal static class PartialHeader
{
    /// <summary>Such as <c>partial class Outer</c>.</summary>
    public static string Of(INamedTypeSymbol type) => $"partial {Keyword(type)} {NameOf(type)}";

    /// <summary>Those of the types around a type, outermost first.</summary>
    public static ImmutableArray<string> Around(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Around(outer).Add(Of(outer)) : [];

    /// <summary>The type as code inside it writes it.</summary>
    public static string NameOf(INamedTypeSymbol type) => Identifiers.Escape(type.Name)
        + (type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(static parameter => Identifiers.Escape(parameter.Name)))}>");

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };
}
