using Guarded.Generators.ContentHashes;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class CachingTests
{
    // Three hashes, and what they share.
    private static readonly (string Name, int Count)[] Steps =
    [
        (ContentHashGenerator.DeclarationsStep, 3),
        (ContentHashGenerator.ModelsStep, 3),
        (ContentHashGenerator.AnyStep, 1),
        (ContentHashGenerator.SurroundingsStep, 1),
        (TrackedStep.Output, 4),
    ];

    private static readonly string[] StepsOfEach = [ContentHashGenerator.DeclarationsStep, ContentHashGenerator.ModelsStep, TrackedStep.Output];

    [Fact]
    public void An_edit_in_another_file_re_runs_nothing() =>
        AssertIdle(Project().Run().AfterEdit("Other.cs", text => text + "class C { int Number => 1; }"));

    [Fact]
    public void A_new_file_re_runs_nothing() =>
        AssertIdle(Project().Run().AfterAdding("New.cs", "namespace Acme; class D;"));

    [Fact]
    public void Lines_that_move_modify_nothing() =>
        AssertIdle(Project().Run().AfterEdit("Test.cs", text => "// A line.\n// Another.\n" + text));

    [Fact]
    public void An_edit_beside_the_declaration_modifies_nothing() => AssertIdle(Project().Run().AfterEdit(
        "Test.cs",
        text => text.Replace("class Neighbour;", "class Neighbour { int Number => 1; }", StringComparison.Ordinal)));

    [Fact]
    public void A_member_of_its_own_modifies_nothing() => AssertIdle(Project().Run().AfterEdit(
        "Test.cs",
        text => text.Replace("struct First;", "struct First { public int Number => 1; }", StringComparison.Ordinal)));

    [Fact]
    public void A_real_edit_modifies_one_and_keeps_the_others()
    {
        var run = Project().Run().AfterEdit("Test.cs", text => text.Replace("First", "Initial", StringComparison.Ordinal));

        Assert.All(StepsOfEach, name => Assert.Equal([IncrementalStepRunReason.Modified], Busy(run, name)));
        Assert.All(Steps, step => Assert.Equal(step.Count, run.StepsNamed(step.Name).Length));
    }

    [Fact]
    public void A_new_declaration_is_the_only_new_one()
    {
        var run = Project().Run().AfterEdit("Other.cs", text => text + "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] readonly partial struct Fourth;");

        Assert.All(StepsOfEach, name => Assert.Equal([IncrementalStepRunReason.New], Busy(run, name)));
    }

    [Fact]
    public void The_first_one_brings_what_they_share_and_the_last_one_takes_it_away()
    {
        const string Declaration = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] readonly partial struct Only;";
        var none = ContentHashTest.Of("class C;").Run();
        var one = none.AfterAdding("Only.cs", Declaration);
        var noneAgain = one.AfterEdit("Only.cs", _ => "class D;");

        Assert.Empty(none.Outputs);
        Assert.Equal(2, one.Outputs.Count);
        Assert.Empty(noneAgain.Outputs);
    }

    private static IEnumerable<IncrementalStepRunReason> Busy(GeneratorRun run, string step) =>
        run.StepsNamed(step).Where(found => !found.IsIdle).Select(found => found.Reason);

    private static GeneratorTest<ContentHashGenerator> Project() => ContentHashTest
        .Of(
            """
            using Guarded;
            namespace Acme;
            [ContentHash(ContentHashAlgorithm.Sha256)] public readonly partial struct First;
            [ContentHash(ContentHashAlgorithm.Sha256)] public readonly partial struct Second;
            class Neighbour;
            """)
        .Add("Third.cs", "public static partial class Outer { [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] public readonly partial struct Third; }")
        .Add("Other.cs", "class Other;");

    private static void AssertIdle(GeneratorRun run)
    {
        foreach (var (name, count) in Steps)
        {
            var steps = run.StepsNamed(name);
            Assert.Equal(count, steps.Length);
            Assert.All(steps, step => Assert.True(step.IsIdle, $"{step.Name}: {step.Reason}"));
        }

        Assert.All(run.StepsNamed(TrackedStep.Output), step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));
    }
}
