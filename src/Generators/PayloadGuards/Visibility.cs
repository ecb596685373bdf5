using Microsoft.CodeAnalysis;

namespace Guarded.Generators.PayloadGuards;

/// <summary>From how far a type can be seen.</summary>
internal static class Visibility
{
    public const int Public = 2;
    public const int Internal = 1;
    public const int Narrower = 0;

    public static int Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Select(Of).Concat(Around(named)).DefaultIfEmpty(Public).Min(),
        _ => Public,
    };

    private static IEnumerable<int> Around(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            yield return current.DeclaredAccessibility switch
            {
                Accessibility.Public or Accessibility.NotApplicable => Public,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => Internal,
                _ => Narrower,
            };
        }
    }
}
