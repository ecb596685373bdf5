using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.ContentHashes;

/// <summary>What a project has, apart from its hashes, that the emitted code depends on.</summary>
/// <param name="IsFit">Whether the emitted code compiles there; GRD3105 reports where it does not.</param>
/// <param name="HasEntityFramework">Whether EF Core is referenced.</param>
/// <param name="HasDapper">Whether Dapper is referenced.</param>
internal sealed record Surroundings(bool IsFit, bool HasEntityFramework, bool HasDapper)
{
    public static Surroundings Of(Compilation compilation, CancellationToken cancellationToken) => new(
        Requirements.Lack(compilation) is null,
        IsReachable(compilation, "Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter`2"),
        IsReachable(compilation, "Dapper.SqlMapper+TypeHandler`1"));

    // By its full name: there is one that may be seen, and not only behind an alias of its assembly.
    private static bool IsReachable(Compilation compilation, string type)
    {
        var found = compilation.GetTypesByMetadataName(type)
            .Where(candidate => compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly))
            .ToArray();
        return found.Length == 1 && !IsBehindAnAlias(compilation, found[0].ContainingAssembly);
    }

    private static bool IsBehindAnAlias(Compilation compilation, IAssemblySymbol assembly) =>
        compilation.GetMetadataReference(assembly) is { Properties.Aliases: { IsEmpty: false } aliases } && !aliases.Contains("global");
}
