using Guarded.Generators.PayloadGuards;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.Tests.PayloadGuards;

public sealed class CachingTests
{
    private static readonly string[] Steps = [PayloadGuardGenerator.RowsStep, PayloadGuardGenerator.ModelsStep, TrackedStep.Output];

    [Fact]
    public void An_edit_in_another_file_re_runs_nothing() =>
        AssertIdle(Project().AfterEdit("Other.cs", text => text + "class C { int Number => 1; }"));

    [Fact]
    public void Lines_that_move_modify_nothing() =>
        AssertIdle(Project().AfterEdit("Test.cs", text => "// A line.\n// Another.\n" + text));

    [Fact]
    public void A_real_edit_modifies_one_and_keeps_the_other()
    {
        var run = Project().AfterEdit("Test.cs", text => text.Replace("int Index", "long Index", StringComparison.Ordinal));

        Assert.Equal(
            [IncrementalStepRunReason.Modified],
            run.StepsNamed(TrackedStep.Output).Where(step => !step.IsIdle).Select(step => step.Reason));
        Assert.Equal(2, run.StepsNamed(TrackedStep.Output).Length);
    }

    private static GeneratorRun Project() => PayloadGuardTest
        .Of(
            """
            using Guarded;
            namespace Acme;
            public partial record First(int Index, [PayloadReference] string? Source);
            public partial class Second { [PayloadReference] public string? Source { get; set; } [PayloadReference] public string? Other { get; set; } }
            """)
        .Add("Other.cs", "namespace Acme; class Other;")
        .Run();

    private static void AssertIdle(GeneratorRun run) => Assert.All(
        Steps.SelectMany(name => run.StepsNamed(name)),
        step => Assert.True(step.IsIdle, $"{step.Name} is {step.Reason}."));
}
