using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.ContentHashes;

/// <summary>Whether a second part of a type can be written in another file.</summary>
internal static class Openness
{
    /// <summary>The type, or the nearest type around it, that is not partial; null where all are.</summary>
    public static INamedTypeSymbol? FirstClosed(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (!IsPartial(current))
                return current;
        }

        return null;
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(static reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
