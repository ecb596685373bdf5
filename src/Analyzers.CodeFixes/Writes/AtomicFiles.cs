using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>The type that writes whole files, where the library is at hand.</summary>
internal static class AtomicFiles
{
    public static INamedTypeSymbol? In(Compilation compilation) => compilation.GetTypesByMetadataName("Guarded.Store.Files.AtomicFile").FirstOrDefault();

    /// <summary>Whether it has the same method as <c>File</c>. An older library may lack the newest overload.</summary>
    public static bool Offer(INamedTypeSymbol type, IMethodSymbol method) => type.GetMembers(method.Name).OfType<IMethodSymbol>().Any(offered =>
        offered.Parameters.Select(Shape).SequenceEqual(method.Parameters.Select(Shape)));

    private static string Shape(IParameterSymbol parameter) => $"{parameter.Name} {parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()}";
}
