using Microsoft.CodeAnalysis;

namespace Guarded.ContentHashes;

/// <summary>What keeps a type from being a plain readonly struct that another file can complete.</summary>
internal static class ValueShape
{
    private const int ExplicitLayout = 2;

    /// <summary>The first obstacle, as the end of a sentence that begins with the type's name; null where there is none.</summary>
    public static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { TypeKind: not TypeKind.Struct } => "is not a struct",
        { IsRecord: true } => "is a record struct",
        { IsRefLikeType: true } => "is a ref struct",
        { IsReadOnly: false } => "is not readonly",
        { IsGenericType: true, Arity: > 0 } => "is generic",
        { IsGenericType: true } => "is nested in a generic type",
        _ when IsFileLocal(type) => "is visible in its own file only",
        _ when HasExplicitLayout(type) => "lays out its fields explicitly",
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
