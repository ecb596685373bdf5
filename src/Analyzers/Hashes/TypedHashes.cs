using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>The content hashes that a compilation declares, and then those that it refers to.</summary>
internal sealed class TypedHashes
{
    private readonly Lazy<ImmutableArray<(INamedTypeSymbol Type, string Algorithm)>> _all;

    public TypedHashes(Compilation compilation) => _all = new(() => Find(compilation));

    /// <summary>Those of one algorithm that can be named at a place, the nearest first.</summary>
    public IEnumerable<INamedTypeSymbol> For(string algorithm, SemanticModel model, int position) =>
        from hash in _all.Value
        where hash.Algorithm == algorithm && model.IsAccessible(position, hash.Type)
        select hash.Type;

    private static ImmutableArray<(INamedTypeSymbol, string)> Find(Compilation compilation)
    {
        var types = HashTypes.In(compilation)!;
        var marking = new MarkingAssemblies(compilation, compilation.GetTypesByMetadataName(ContentHashMark.MetadataName));
        var referred = compilation.SourceModule.ReferencedAssemblySymbols.Where(marking.Include).SelectMany(static assembly => Within(assembly.GlobalNamespace));
        return [.. Declared(compilation).Concat(referred)
            .Select(type => (type, types.TextOf(type)?.Algorithm ?? ""))
            .Where(static hash => hash.Item2.Length > 0)];
    }

    // Names first: a file without the mark is not bound.
    private static IEnumerable<INamedTypeSymbol> Declared(Compilation compilation) =>
        from tree in compilation.SyntaxTrees
        where tree.GetText().ToString().IndexOf("ContentHash", StringComparison.Ordinal) >= 0
        from declaration in tree.GetRoot().DescendantNodes().OfType<StructDeclarationSyntax>()
        where declaration.AttributeLists.Count > 0
        let type = compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) as INamedTypeSymbol
        where type is not null
        select type;

    private static IEnumerable<INamedTypeSymbol> Within(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Struct } type)
                yield return type;
            foreach (var inner in Within(member))
                yield return inner;
        }
    }
}
