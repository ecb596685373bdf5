using Guarded.Generators.ContentHashes;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>Sources that the generator is run over, with the library at hand.</summary>
internal static class ContentHashTest
{
    public static GeneratorTest<ContentHashGenerator> Of(string source, params string[] expected) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        Expected = [.. expected],
    };

    public static GeneratorTest<ContentHashGenerator> Broken(string source) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        MayBeBroken = true,
    };
}
