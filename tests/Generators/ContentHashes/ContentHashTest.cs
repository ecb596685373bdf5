using System.Collections.Immutable;
using Dapper;
using Guarded.Generators.ContentHashes;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>Sources that the generator is run over, with the library at hand.</summary>
internal static class ContentHashTest
{
    public static GeneratorTest<ContentHashGenerator> Of(string source, params string[] expected) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        Expected = [.. expected],
    };

    /// <summary>In a project that uses all that a hash is converted for.</summary>
    public static GeneratorTest<ContentHashGenerator> InFullProject(string source) => new(source)
    {
        References =
        [
            .. ((Type[])[typeof(ContentHashAttribute), typeof(ValueConverter), typeof(SqlMapper)])
                .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
        ],
    };

    public static GeneratorTest<ContentHashGenerator> Broken(string source) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        MayBeBroken = true,
    };

    /// <summary>The files of the hash types themselves, without the one that they share.</summary>
    public static ImmutableSortedDictionary<string, string> HashFiles(this GeneratorRun run) => run.Outputs.Remove(SharedFile);

    public const string SharedFile = "Guarded.Generated.ContentHashes.g.cs";
}
