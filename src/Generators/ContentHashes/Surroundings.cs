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
        Has(compilation, "Guarded.Store", "Guarded.ContentHashJsonConverter`1"),
        Has(compilation, "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter`2"),
        Has(compilation, "Dapper", "Dapper.SqlMapper+TypeHandler`1") || Has(compilation, "Dapper.StrongName", "Dapper.SqlMapper+TypeHandler`1"));

    // Names first: this runs at every edit, and to look a type up in all references allocates for each.
    private static bool Has(Compilation compilation, string assembly, string type)
    {
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (reference.Name == assembly)
                return IsReachable(compilation, type);
        }

        return false;
    }

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
