using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>Texts and bytes: what is compared part by part.</summary>
internal static class Comparable
{
    public static bool Holds(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol { ElementType: var element } => IsPart(element),
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } result } => Holds(result[0]),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ImmutableArray" or "IEnumerable" or "List" or "IList" or "IReadOnlyList" or "IReadOnlyCollection" or "ICollection", TypeArguments: { Length: 1 } elements } => IsPart(elements[0]),
        { Name: "StringValues" } => true,
        _ => false,
    };

    /// <summary>Whether it holds them, or is missing, so that only its name tells.</summary>
    public static bool MayHold(ITypeSymbol? type) => Holds(type) || type is { TypeKind: TypeKind.Error };

    public static bool IsBytes(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: { Length: 1 } elements } => elements[0].SpecialType == SpecialType.System_Byte,
        _ => false,
    };

    public static bool IsPart(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Byte or SpecialType.System_Char };
}
