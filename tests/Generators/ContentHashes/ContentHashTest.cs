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
    public const string SharedFile = "Guarded.Generated.ContentHashes.g.cs";

    public static GeneratorTest<ContentHashGenerator> Of(string source, params string[] expected) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        Expected = [.. expected],
    };

    /// <summary>In a project that uses all that a hash is converted for.</summary>
    public static GeneratorTest<ContentHashGenerator> InFullProject(string source) => new(source)
    {
        References = ReferencesTo(typeof(ContentHashAttribute), typeof(ValueConverter), typeof(SqlMapper)),
    };

    /// <summary>The same, but with the generator alone: the project declares the attribute.</summary>
    public static GeneratorTest<ContentHashGenerator> InFullProjectWithoutLibrary(string source) => new GeneratorTest<ContentHashGenerator>(source)
    {
        References = ReferencesTo(typeof(ValueConverter), typeof(SqlMapper)),
    }.Add("Attribute.cs", OwnAttribute);

    /// <summary>In a project with the generator alone, which declares the attribute.</summary>
    public static GeneratorTest<ContentHashGenerator> WithoutLibrary(string source) => new GeneratorTest<ContentHashGenerator>(source).Add("Attribute.cs", OwnAttribute);

    public static GeneratorTest<ContentHashGenerator> Broken(string source) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        MayBeBroken = true,
    };

    /// <summary>The files of the hash types themselves, without the one that they share.</summary>
    public static ImmutableSortedDictionary<string, string> HashFiles(this GeneratorRun run) => run.Outputs.Remove(SharedFile);

    private const string OwnAttribute =
        """
        namespace Guarded
        {
            internal enum ContentHashAlgorithm { Sha256 = 1, Sha384 = 2, Sha512 = 3, Sha3_256 = 4 }

            internal sealed class ContentHashAttribute(ContentHashAlgorithm algorithm) : System.Attribute
            {
                public ContentHashAlgorithm Algorithm => algorithm;

                public bool AcceptUpperCase { get; set; }
            }
        }
        """;

    private static ImmutableArray<MetadataReference> ReferencesTo(params Type[] types) =>
        [.. types.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))];
}
