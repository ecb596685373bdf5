using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Testing.Tests.Generators;

public sealed class GeneratorTestTests
{
    [Fact]
    public void Hands_out_what_was_emitted()
    {
        var run = Emitting("namespace Made;").Run();

        Assert.Equal(" namespace Made;", run.Output);
        Assert.Equal("EmitIt.g.cs", Assert.Single(run.Outputs).Key);
    }

    [Fact]
    public void Runs_what_was_emitted() =>
        Assert.Equal(42, Emitting("internal static class Sum { public static int Of(int a, int b) => a + b; }")
            .Add("Main.cs", "public static class Program { public static int Main2(int a) => Sum.Of(a, 2); }")
            .Run()
            .Invoke<int>("Program", "Main2", 40));

    [Fact]
    public void An_exception_of_the_run_code_arrives_as_it_is()
    {
        var run = new GeneratorTest<TextGenerator>("public static class P { public static int M() => int.Parse(\"x\"); }").Run();

        Assert.Throws<FormatException>(() => run.Invoke<int>("P", "M"));
    }

    [Theory]
    [InlineData("Q", "M", "no type 'Q'")]
    [InlineData("P", "N", "no public static method 'N'")]
    [InlineData("P", "M", "did not return a Int32")]
    public void Fails_where_there_is_nothing_to_run(string type, string method, string message)
    {
        var run = new GeneratorTest<TextGenerator>("public static class P { public static string M() => \"\"; }").Run();

        AssertFails(message, () => run.Invoke<int>(type, method));
    }

    [Fact]
    public void Fails_where_the_generator_throws() =>
        AssertFails("out of ink", () => new GeneratorTest<ThrowingGenerator>("class C;").Run());

    [Fact]
    public void Fails_where_the_emitted_code_does_not_compile_and_shows_it()
    {
        AssertFails("error CS0246", () => Emitting("class A : Missing;").Run());
        AssertFails("    1   class A : Missing;", () => Emitting("class A : Missing;").Run());
    }

    [Fact]
    public void Fails_where_the_source_does_not_compile() =>
        AssertFails("error CS0246", () => new GeneratorTest<TextGenerator>("class A : Missing;").Run());

    [Fact]
    public void Fails_where_the_emitted_code_has_a_warning() =>
        AssertFails("warning CS0169", () => Emitting("class A { private int _unused; }").Run());

    [Fact]
    public void Fails_where_the_emitted_code_is_undocumented() =>
        AssertFails("warning CS1591", () => Emitting("public class A;").Run());

    [Fact]
    public void Source_need_not_be_documented() =>
        Assert.Empty(new GeneratorTest<TextGenerator>("public class A;").Run().Outputs);

    [Fact]
    public void An_expected_finding_is_no_failure() =>
        Assert.Single(Test("class A { private int _unused; }", "CS0169").Run().Outputs);

    [Fact]
    public void Fails_where_an_expected_finding_is_missing() =>
        AssertFails("Expected, but not found: CS0169", () => Test("class A;", "CS0169").Run());

    [Fact]
    public void Fails_where_one_output_is_asked_for_and_there_are_two()
    {
        var run = Emitting("").Add("Other.cs", "internal class EmitOther;").Run();

        AssertFails("there are 2: EmitIt.g.cs, EmitOther.g.cs", () => run.Output);
    }

    [Fact]
    public void The_language_version_counts() => AssertFails(
        "CS8773",
        () => new GeneratorTest<TextGenerator>("namespace N;") { LanguageVersion = LanguageVersion.CSharp9 }.Run());

    [Fact]
    public void References_count()
    {
        const string Source = "public class A : Guarded.Testing.Generators.TrackedStep { public A() : base(\"\", 0, 1) { } }";
        var ours = MetadataReference.CreateFromFile(typeof(TrackedStep).Assembly.Location);
        var roslyn = MetadataReference.CreateFromFile(typeof(Compilation).Assembly.Location);

        AssertFails("CS0246", () => new GeneratorTest<TextGenerator>(Source).Run());
        AssertFails("CS0509", () => new GeneratorTest<TextGenerator>(Source) { References = [ours, roslyn] }.Run());
    }

    [Fact]
    public void Half_written_source_is_no_failure_where_it_may_be_broken() =>
        Assert.Single(new GeneratorTest<TextGenerator>("// class A :\nclass EmitIt : ") { MayBeBroken = true }.Run().Outputs);

    [Fact]
    public void A_generator_that_throws_fails_over_broken_source_too() =>
        AssertFails("out of ink", () => new GeneratorTest<ThrowingGenerator>("class C : ") { MayBeBroken = true }.Run());

    [Fact]
    public void An_edit_elsewhere_leaves_the_steps_idle()
    {
        var run = Emitting("").Add("Other.cs", "class A;").Run().AfterEdit("Other.cs", text => text + "class B;");

        Assert.All(run.StepsNamed(TextGenerator.Step), step => Assert.True(step.IsIdle));
        Assert.All(run.StepsNamed(TrackedStep.Output), step => Assert.Equal(IncrementalStepRunReason.Cached, step.Reason));
    }

    [Fact]
    public void An_edit_that_matters_shows_as_modified()
    {
        var run = Emitting("").Run().AfterEdit("Test.cs", text => text.Replace("//", "// using System;", StringComparison.Ordinal) + " ");

        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(run.StepsNamed(TextGenerator.Step)).Reason);
    }

    [Fact]
    public void A_step_that_runs_at_every_edit_shows()
    {
        var run = new GeneratorTest<ForgetfulGenerator>("class A;").Run().AfterAdding("Other.cs", "class B;");

        Assert.False(Assert.Single(run.StepsNamed(ForgetfulGenerator.Step)).IsIdle);
    }

    [Fact]
    public void An_edited_source_is_what_runs()
    {
        var run = new GeneratorTest<TextGenerator>("public static class P { public static int M() => 1; }").Run();

        Assert.Equal(2, run.AfterEdit("Test.cs", text => text.Replace('1', '2')).Invoke<int>("P", "M"));
    }

    [Fact]
    public void Fails_where_a_claim_would_hold_for_nothing()
    {
        var run = Emitting("").Run();

        AssertFails("No step is named 'Nothing'", () => run.StepsNamed("Nothing"));
        AssertFails("no file 'Nothing.cs'", () => run.AfterEdit("Nothing.cs", text => text + " "));
        AssertFails("changes nothing", () => run.AfterEdit("Test.cs", text => text));
    }

    private static GeneratorTest<TextGenerator> Emitting(string text) => Test(text);

    private static GeneratorTest<TextGenerator> Test(string text, params string[] expected) =>
        new($"// {text}\ninternal class EmitIt;") { Expected = [.. expected] };

    private static void AssertFails(string message, Func<object?> act) =>
        Assert.Contains(message, Assert.Throws<GeneratorTestException>(act).Message, StringComparison.Ordinal);
}
