using Microsoft.CodeAnalysis;

namespace Guarded.ContentHashes;

/// <summary>What keeps a type from being a plain readonly struct that another file can complete.</summary>
internal static class ValueShape
{
    private const int ExplicitLayout = 2;

    /// <summary>The first obstacle, and what to do about it; null where there is none.</summary>
    public static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { TypeKind: not TypeKind.Struct } => "it is not a struct; declare a readonly partial struct",
        { IsRecord: true } => "it is a record struct; remove 'record', equality is emitted",
        { IsRefLikeType: true } => "it is a ref struct; remove 'ref'",
        { IsReadOnly: false } => "it is not readonly; add 'readonly'",
        { IsGenericType: true, Arity: > 0 } => "it is generic; remove its type parameters",
        { IsGenericType: true } => "it is nested in a generic type; move it out",
        _ when IsFileLocal(type) => "it, or a type around it, is local to its file; remove 'file'",
        _ when HasExplicitLayout(type) => "it lays out its fields explicitly; remove [StructLayout]",
        _ => null,
    };

    private static bool IsFileLocal(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
                return true;
        }

        return false;
    }

    private static bool HasExplicitLayout(INamedTypeSymbol type) => type.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "StructLayoutAttribute" }
        && FirstArgument.Of(attribute) is ExplicitLayout or (short)ExplicitLayout);
}
