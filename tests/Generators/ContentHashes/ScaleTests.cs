using System.Collections.Immutable;
using Guarded.Generators.ContentHashes;
using Guarded.Generators.PayloadGuards;
using Guarded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>A project of 200 hash types and 400 other files, as an editor has it open.</summary>
public sealed class ScaleTests
{
    private const int Hashes = 200;
    private const int Others = 400;
    private const long AllocationLimit = 2_202_009; // 2.1 MiB

    [Fact]
    public void An_unrelated_edit_re_runs_nothing()
    {
        var outputs = OutputsAfter(Edit(Hashes + 7, text => text + "class Added { int Number => 1; }"));

        Assert.Equal(Hashes + 1, outputs.Length);
        Assert.All(outputs, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Lines_that_move_modify_no_output() => Assert.All(
        OutputsAfter(Edit(5, text => "// A line.\n// Another.\n" + text)),
        reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

    [Fact]
    public void A_real_edit_modifies_exactly_one_output() => Assert.Equal(
        [IncrementalStepRunReason.Modified],
        OutputsAfter(Edit(5, text => text.Replace("Sha256", "Sha512", StringComparison.Ordinal))).Where(reason => reason != IncrementalStepRunReason.Cached));

    [Fact]
    public void An_unrelated_edit_allocates_little()
    {
        var before = Compile();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new ContentHashGenerator(), new PayloadGuardGenerator()).RunGenerators(before);
        driver = driver.RunGenerators(Edit(Hashes + 8, text => text + "class Warm;")(before));
        var after = Edit(Hashes + 7, text => text + "class Added { int Number => 1; }")(before);

        long start = GC.GetAllocatedBytesForCurrentThread();
        driver = driver.RunGenerators(after);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - start;

        Assert.Equal(Hashes + 2, driver.GetRunResult().Results[0].GeneratedSources.Length);
        Assert.InRange(allocated, 1, AllocationLimit);
    }

    private static ImmutableArray<IncrementalStepRunReason> OutputsAfter(Func<Compilation, Compilation> edit)
    {
        var before = Compile();
        var run = Driver().RunGenerators(before).RunGenerators(edit(before)).GetRunResult().Results.Single();
        return [.. run.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];
    }

    private static Func<Compilation, Compilation> Edit(int file, Func<string, string> edit) => compilation =>
    {
        var tree = compilation.SyntaxTrees.ElementAt(file);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(edit(tree.GetText().ToString()))));
    };

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ContentHashGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile() => CSharpCompilation.Create(
        "Large",
        Enumerable.Range(0, Hashes + Others).Select(Tree),
        [.. FrameworkReferences.All, MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static SyntaxTree Tree(int number) => CSharpSyntaxTree.ParseText(
        number < Hashes
            ? $"namespace Acme; [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] public readonly partial struct Hash{number};"
            : $"namespace Acme; public class Other{number} {{ public int Number {{ get; set; }} public string Text() => Number.ToString(); }}",
        path: $"File{number}.cs");
}
