using System.Text.RegularExpressions;
using Guarded.Analyzers.Tests.Suite;
using Guarded.Generators.ContentHashes;
using Guarded.Generators.PayloadGuards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Pages;

/// <summary>The examples on each rule's page compile, and the compiler says to them what the page says.</summary>
public sealed class PageTests
{
    private const string Config = "/.editorconfig";

    private static readonly MetadataReference Store = MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location);

    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static TheoryData<string> Ids => RuleTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_bad_example_is_found_by_its_rule_alone_on_the_lines_that_say_so(string id)
    {
        var examples = Example.On(id).Where(example => example.IsBad).ToList();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var expected = Comments.Expected(example.Text).ToList();
            Assert.NotEmpty(expected);
            Assert.All(expected, finding => Assert.StartsWith(id, finding, StringComparison.Ordinal));
            Assert.Equal(expected.Order(StringComparer.Ordinal), (await FoundAsync(example)).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_rule_finds_anything_in_another_one(string id)
    {
        var examples = Example.On(id).Where(example => !example.IsBad).ToList();
        Assert.Contains(examples, example => example.Heading == "Good");
        foreach (var example in examples)
            Assert.Empty(await FoundAsync(example));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_attribute_with_a_reason_suppresses_it(string id)
    {
        var suppression = $"""System.Diagnostics.CodeAnalysis.SuppressMessage("Guarded", "{id}", Justification = "It is an example.")""";
        foreach (var example in Example.On(id).Where(example => example.IsBad && example.Language == "csharp"))
        {
            var scene = Scene.Of(example);
            Assert.Empty(await FindAsync(example, OnAssembly(scene, suppression)));
            Assert.Empty(await FindAsync(example, OnTypes(scene, suppression)));
        }
    }

    private static async Task<List<string>> FoundAsync(Example example)
    {
        var scene = example.Language == "csharp" ? Scene.Of(example) : Scene.Of(example with { Text = "" });
        var found = await FindAsync(example, scene);
        // The project is at fault, and so a line of its file; what it does is found in the sources.
        return example.Language == "xml"
            ? [.. Comments.Expected(example.Text).Where(expected => found.Any(finding => expected.StartsWith(finding.Id, StringComparison.Ordinal)))]
            : [.. Comments.Found(found, path => path == Config ? example.Text : scene)];
    }

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(Example example, string scene)
    {
        var options = example.Language == "xml" && Regex.Match(example.Text, "<LangVersion>(.+)</LangVersion>") is { Success: true } version
            && LanguageVersionFacts.TryParse(version.Groups[1].Value, out var language) ? Newest.WithLanguageVersion(language) : Newest;
        var compilation = AllAnalyzers.Compile([("/Example.cs", scene)], options).AddReferences(Store);
        CSharpGeneratorDriver.Create([new ContentHashGenerator().AsSourceGenerator(), new PayloadGuardGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _);
        var errors = completed.GetDiagnostics().Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"""
            An example of {example.Rule} does not compile. What it needs and does not show belongs in tests/Analyzers/Pages/Scenery/{example.Rule}.cs.
            {string.Join("\n", errors)}

            {scene}
            """);

        (string, string)[] configs = example.Language == "ini" ? [(Config, example.Text)] : [];
        return await AllAnalyzers.FindAsync(completed, new AnalyzerOptions([.. ConfigurationFiles.Shown(configs)], new ConfigurationFiles(configs)));
    }

    private static string OnAssembly(string scene, string attribute) =>
        scene.Insert(CSharpSyntaxTree.ParseText(scene).GetCompilationUnitRoot().Usings.FullSpan.End, $"[assembly: {attribute}]\n");

    private static string OnTypes(string scene, string attribute) => CSharpSyntaxTree.ParseText(scene).GetCompilationUnitRoot().Members
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        .Reverse()
        .Aggregate(scene, (text, type) => text.Insert(type.SpanStart, $"[{attribute}]\n"));
}
