using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.ContentHashes;

/// <summary>Whether a second part of a type can be written in another file.</summary>
internal static class Openness
{
    /// <summary>The type and the types around it that are not partial, outermost first.</summary>
    public static ImmutableArray<INamedTypeSymbol> Closed(INamedTypeSymbol type)
    {
        ImmutableArray<INamedTypeSymbol> around = type.ContainingType is { } outer ? Closed(outer) : [];
        return IsPartial(type) ? around : around.Add(type);
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(static reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
