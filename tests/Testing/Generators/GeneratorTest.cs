using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Generators;

/// <summary>
/// Runs a generator over sources. What comes out must compile without errors and warnings, and what was emitted must be documented.
/// </summary>
public sealed class GeneratorTest<TGenerator>
    where TGenerator : IIncrementalGenerator, new()
{
    private readonly Dictionary<string, string> _sources = [];

    /// <summary>A test over one file, <c>Test.cs</c>.</summary>
    public GeneratorTest(string source) => Add("Test.cs", source);

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Latest;

    /// <summary>The name of the assembly that the sources make.</summary>
    public string AssemblyName { get; init; } = "Test";

    /// <summary>The framework that the sources are compiled for; else the one that runs the test.</summary>
    public ImmutableArray<MetadataReference> Framework { get; init; } = FrameworkReferences.All;

    /// <summary>What the sources need beside the framework.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>The compiler's findings that this test expects, by id.</summary>
    public ImmutableArray<string> Expected { get; init; } = [];

    /// <summary>Whether the sources are half written, as they are in an editor: only that the generator copes is asked then.</summary>
    public bool MayBeBroken { get; init; }

    /// <summary>Adds another file.</summary>
    public GeneratorTest<TGenerator> Add(string path, string source)
    {
        _sources.Add(path, source);
        return this;
    }

    /// <exception cref="GeneratorTestException">The generator threw, or the result does not compile cleanly.</exception>
    public GeneratorRun Run()
    {
        var syntax = new CSharpParseOptions(LanguageVersion, DocumentationMode.Diagnose);
        var compilation = CSharpCompilation.Create(
            AssemblyName,
            _sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Value), syntax, source.Key)),
            [.. Framework, .. References],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

        var driver = CSharpGeneratorDriver.Create(
            [new TGenerator().AsSourceGenerator()],
            parseOptions: syntax,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

        return GeneratorRun.Start(driver, compilation, MayBeBroken ? null : new CleanBuild(Expected));
    }
}
