using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Generators;

/// <summary>What a generator made of some sources. An edit leads to the next run, by the same driver.</summary>
public sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;
    private readonly Compilation _input;
    private readonly CleanBuild? _standard;
    private readonly GeneratorRunResult _result;

    private GeneratorRun(GeneratorDriver driver, Compilation input, Compilation output, CleanBuild? standard)
    {
        _driver = driver;
        _input = input;
        _standard = standard;
        _result = driver.GetRunResult().Results.Single();
        Compilation = output;
    }

    /// <summary>The sources together with what was emitted.</summary>
    public Compilation Compilation { get; }

    /// <summary>The emitted files by their hint names, apart from the compiler's own attribute that Roslyn writes for whoever asks.</summary>
    public ImmutableSortedDictionary<string, string> Outputs => Sources.ToImmutableSortedDictionary(
        source => source.HintName,
        source => source.SourceText.ToString(),
        StringComparer.Ordinal);

    /// <summary>The one emitted file.</summary>
    /// <exception cref="GeneratorTestException">There is none, or more than one.</exception>
    public string Output => Sources is [var source]
        ? source.SourceText.ToString()
        : throw new GeneratorTestException($"One emitted file was expected, but there are {Outputs.Count}: {string.Join(", ", Outputs.Keys)}");

    /// <summary>Every output of every step that has a name, and of the step that adds sources.</summary>
    public ImmutableArray<TrackedStep> Steps =>
    [
        .. from entry in _result.TrackedSteps.Concat(_result.TrackedOutputSteps).DistinctBy(entry => entry.Key)
           from step in entry.Value
           from output in step.Outputs
           select new TrackedStep(entry.Key, output.Reason, output.Value),
    ];

    /// <summary>The outputs of one step.</summary>
    /// <exception cref="GeneratorTestException">No step has that name, so that a claim about it would hold for nothing.</exception>
    public ImmutableArray<TrackedStep> StepsNamed(string name) =>
        Steps.Where(step => step.Name == name).ToImmutableArray() is { IsEmpty: false } steps
            ? steps
            : throw new GeneratorTestException($"No step is named '{name}'. There are: {string.Join(", ", Steps.Select(step => step.Name).Distinct())}");

    /// <summary>Runs again after a file got another text.</summary>
    /// <exception cref="GeneratorTestException">There is no such file, or the result is not clean.</exception>
    public GeneratorRun AfterEdit(string path, Func<string, string> edit)
    {
        var tree = _input.SyntaxTrees.SingleOrDefault(tree => tree.FilePath == path)
            ?? throw new GeneratorTestException($"There is no file '{path}' to edit.");

        var before = tree.GetText().ToString();
        var after = edit(before);
        return before == after
            ? throw new GeneratorTestException($"The edit of '{path}' changes nothing.")
            : Start(_driver, _input.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(after))), _standard);
    }

    /// <summary>Runs again after a file was added.</summary>
    public GeneratorRun AfterAdding(string path, string source) => Start(
        _driver,
        _input.AddSyntaxTrees(CSharpSyntaxTree.ParseText(SourceText.From(source), (CSharpParseOptions)_input.SyntaxTrees.First().Options, path)),
        _standard);

    /// <summary>Runs a public static method of the result and hands back what it returns, which must be a type of the framework.</summary>
    public T Invoke<T>(string type, string method, params object?[] arguments) =>
        EmittedAssembly.Invoke<T>(Compilation, type, method, arguments);

    internal static GeneratorRun Start(GeneratorDriver driver, Compilation input, CleanBuild? standard)
    {
        var next = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        var run = new GeneratorRun(next, input, output, standard);
        if (run._result.Exception is { } exception)
            throw new GeneratorTestException($"The generator threw: {exception}", exception);

        standard?.Require(output, run.Emitted);
        return run;
    }

    private ImmutableHashSet<SyntaxTree> Emitted => [.. _result.GeneratedSources.Select(source => source.SyntaxTree)];

    private ImmutableArray<GeneratedSourceResult> Sources =>
        [.. _result.GeneratedSources.Where(source => source.HintName != "Microsoft.CodeAnalysis.EmbeddedAttribute.cs")];
}
