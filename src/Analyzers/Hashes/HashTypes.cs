using System.Collections.Concurrent;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>The content hashes of a compilation and of what it refers to; each type is looked at once.</summary>
internal sealed class HashTypes
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, HashText?> _known = new(SymbolEqualityComparer.Default);

    private HashTypes()
    {
    }

    /// <summary>Null where there can be none.</summary>
    public static HashTypes? In(Compilation compilation) =>
        compilation.GetTypesByMetadataName(ContentHashMark.MetadataName).IsEmpty ? null : new HashTypes();

    public bool Include(ITypeSymbol? type) => TextOf(type) is not null;

    /// <summary>Whether it belongs to a content hash, which knows what it does with its own default.</summary>
    public bool Own(ISymbol? symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Include(type))
                return true;
        }

        return false;
    }

    /// <summary>How a type's hashes are written; null where it is no content hash.</summary>
    public HashText? TextOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsGenericType: false } value
            ? _known.GetOrAdd(value, static value => ContentHashMark.On(value) is { } mark ? HashText.Of(mark) : null)
            : null;
}
