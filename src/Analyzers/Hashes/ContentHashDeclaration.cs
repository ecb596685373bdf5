using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A type that asks for content hash members, and the part of it that does.</summary>
internal sealed class ContentHashDeclaration(INamedTypeSymbol type, AttributeData mark, Compilation compilation)
{
    public INamedTypeSymbol Type { get; } = type;

    public AttributeData Mark { get; } = mark;

    public Compilation Compilation { get; } = compilation;

    public static ContentHashDeclaration? On(INamedTypeSymbol type, Compilation compilation) =>
        ContentHashMark.On(type) is { } mark ? new ContentHashDeclaration(type, mark, compilation) : null;

    /// <summary>The attribute as written.</summary>
    public AttributeSyntax? Attribute(CancellationToken cancellationToken) =>
        Mark.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;

    /// <summary>The type's name, where the attribute stands.</summary>
    public Location Name(CancellationToken cancellationToken) =>
        Attribute(cancellationToken)?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.GetLocation() ?? Type.Locations[0];
}
