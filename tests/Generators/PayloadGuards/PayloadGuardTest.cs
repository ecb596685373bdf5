using Guarded.Generators.PayloadGuards;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.Tests.PayloadGuards;

/// <summary>Sources that the generator is run over, with the library at hand.</summary>
internal static class PayloadGuardTest
{
    public static GeneratorTest<PayloadGuardGenerator> Of(string source, params string[] expected) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(PayloadReferenceAttribute).Assembly.Location)],
        Expected = [.. expected],
    };

    public static GeneratorTest<PayloadGuardGenerator> Broken(string source) => new(source)
    {
        References = [MetadataReference.CreateFromFile(typeof(PayloadReferenceAttribute).Assembly.Location)],
        MayBeBroken = true,
    };
}
