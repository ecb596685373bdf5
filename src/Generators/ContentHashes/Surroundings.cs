using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.ContentHashes;

/// <summary>What a project has, apart from its hashes, that the emitted code depends on.</summary>
/// <param name="IsFit">Whether the emitted code compiles there; GRD3105 reports where it does not.</param>
/// <param name="HasLibrary">Whether Guarded.Store is referenced, with the JSON converter that is emitted where it is not.</param>
/// <param name="HasEntityFramework">Whether EF Core is referenced.</param>
/// <param name="HasDapper">Whether Dapper is referenced.</param>
internal sealed record Surroundings(bool IsFit, bool HasLibrary, bool HasEntityFramework, bool HasDapper)
{
    public static Surroundings Of(Compilation compilation, CancellationToken cancellationToken) => new(
        Requirements.Lack(compilation) is null,
        IsReachable(compilation, "Guarded.ContentHashJsonConverter`1"),
        IsReachable(compilation, "Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter`2"),
        IsReachable(compilation, "Dapper.SqlMapper+TypeHandler`1"));

    // By its full name: there is one that may be seen, in another assembly, and not only behind an alias of that.
    private static bool IsReachable(Compilation compilation, string type)
    {
        var found = compilation.GetTypesByMetadataName(type)
            .Where(candidate => compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly))
            .ToArray();
        return found.Length == 1
            && compilation.GetMetadataReference(found[0].ContainingAssembly) is { Properties.Aliases: var aliases }
            && (aliases.IsDefaultOrEmpty || aliases.Contains("global"));
    }
}
