using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Testing.Tests.Analyzers;

public sealed class AnalyzerTestTests
{
    [Theory]
    [InlineData("class [|Bad|];")]
    [InlineData("class {|TST0001:Bad|};")]
    [InlineData("class [|BadA|] { class [|BadB|] { } } class [|BadC|];")]
    [InlineData("class Good;")]
    [InlineData("class Good : {|CS0246:Missing|};")]
    [InlineData("class [|Bad|] { int {|CS0169:_unused|}; }")]
    public Task Holds_where_all_is_marked(string source) => new AnalyzerTest<BadNameAnalyzer>(source).RunAsync();

    [Fact]
    public Task Fails_where_a_marked_finding_is_missing() => AssertFailsAsync(
        "Expected, but not found: /Test/Test.cs(2,7): TST0001 at 'Good'",
        new AnalyzerTest<BadNameAnalyzer>("\nclass [|Good|];"));

    [Fact]
    public Task Fails_where_a_finding_is_not_marked_and_shows_the_source_as_found()
    {
        var test = new AnalyzerTest<BadNameAnalyzer>("class A;\nclass Bad { class [|BadToo|]; }");
        return AssertFailsAsync(test,
            "Found, but not expected: /Test/Test.cs(2,7): TST0001: 'Bad' has a bad name",
            "class A;\nclass {|TST0001:Bad|} { class {|TST0001:BadToo|}; }");
    }

    [Theory]
    [InlineData("class [|Bad|]A;")]
    [InlineData("class [|BadA;|]")]
    [InlineData("class [||]Bad;")]
    [InlineData("class [|[|Bad|]|];")]
    [InlineData("class {|TST0002:Bad|};")]
    public Task Fails_where_the_mark_is_elsewhere(string source) => AssertFailsAsync("The findings in the source differ", new AnalyzerTest<BadNameAnalyzer>(source));

    [Fact]
    public Task Holds_where_the_message_is_right() =>
        new AnalyzerTest<BadNameAnalyzer>("class [|BadB|]; class [|BadA|];") { Messages = ["'BadB' has a bad name", "'BadA' has a bad name"] }.RunAsync();

    [Theory]
    [InlineData("'Bad' has a good name")]
    [InlineData("'Bad' has a bad name", "'Bad' has a bad name")]
    public Task Fails_where_a_message_is_wrong(params string[] messages) =>
        AssertFailsAsync("The messages differ", new AnalyzerTest<BadNameAnalyzer>("class [|Bad|];") { Messages = [.. messages] });

    [Fact]
    public Task Fails_where_the_analyzer_throws() => AssertFailsAsync("BadNameAnalyzer threw: System.InvalidOperationException: out of ink", new AnalyzerTest<BadNameAnalyzer>("class Boom;"));

    [Fact]
    public Task Fails_where_the_analyzer_throws_over_broken_source() => AssertFailsAsync("out of ink", new AnalyzerTest<BadNameAnalyzer>("class Boom {") { MayBeBroken = true });

    [Fact]
    public Task Fails_where_the_source_does_not_compile() => AssertFailsAsync("CS0246", new AnalyzerTest<BadNameAnalyzer>("class A : Missing;"));

    [Fact]
    public Task Fails_where_an_expected_error_is_missing() => AssertFailsAsync("Expected, but not found: /Test/Test.cs(1,7): CS0246", new AnalyzerTest<BadNameAnalyzer>("class {|CS0246:A|};"));

    [Fact]
    public Task Broken_source_is_no_failure_where_it_may_be() => new AnalyzerTest<BadNameAnalyzer>("class [|Bad|] : Missing {") { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("class [|Bad;", "a '[|' is never closed")]
    [InlineData("class Bad|];", "a '|]' closes nothing")]
    [InlineData("class {|TST0001:Bad;", "a '{|TST0001:' is never closed")]
    [InlineData("class Bad|};", "a '|}' closes nothing")]
    [InlineData("class {|Bad|};", "not followed by a rule's id")]
    [InlineData("class {|:Bad|};", "not followed by a rule's id")]
    [InlineData("class {|#0:Bad|};", "not followed by a rule's id")]
    public void Fails_where_the_markup_is_wrong(string source, string message) => Assert.Contains(
        message,
        Assert.Throws<AnalyzerTestException>(() => new AnalyzerTest<BadNameAnalyzer>(source)).Message,
        StringComparison.Ordinal);

    [Fact]
    public Task Fails_where_a_mark_does_not_say_which_rule_of_several() =>
        AssertFailsAsync("has several rules", new AnalyzerTest<TwoRulesAnalyzer>("class [|Bad|];"));

    [Fact]
    public Task Several_rules_are_named() => new AnalyzerTest<TwoRulesAnalyzer>("class {|TST0001:Bad|};").RunAsync();

    [Fact]
    public Task Every_file_counts() => new AnalyzerTest<BadNameAnalyzer>("class [|Bad|] : BadBase;")
        .Add("Base.cs", "class [|BadBase|];")
        .Add("Other.cs", "class [|Bad|] { }", project: "Other")
        .RunAsync();

    [Fact]
    public Task Fails_where_another_file_has_a_finding() =>
        AssertFailsAsync("/Other/Base.cs(1,7): TST0001", new AnalyzerTest<BadNameAnalyzer>("class A;").Add("Base.cs", "class Bad;", project: "Other"));

    [Fact]
    public Task Other_projects_refer_to_the_main_one() =>
        new AnalyzerTest<BadNameAnalyzer>("public class A;").Add("B.cs", "class B : A;", project: "Other").RunAsync();

    [Fact]
    public Task Options_and_properties_arrive() => new AnalyzerTest<BadNameAnalyzer>("class [|Bad|];")
    {
        EditorConfig = "[*.cs]\ntest_remark = indeed",
        Properties = { ["Suffix"] = "Yes" },
        Messages = ["'Bad' has a bad nameindeedYes"],
    }.RunAsync();

    [Fact]
    public Task A_severity_of_none_silences() => new AnalyzerTest<BadNameAnalyzer>("class Bad;") { EditorConfig = "[*.cs]\ndotnet_diagnostic.TST0001.severity = none" }.RunAsync();

    [Fact]
    public Task What_is_suppressed_is_no_finding() => new AnalyzerTest<BadNameAnalyzer>("#pragma warning disable TST0001\nclass Bad;").RunAsync();

    [Fact]
    public Task The_language_version_counts() =>
        AssertFailsAsync("CS8773", new AnalyzerTest<BadNameAnalyzer>("namespace N;") { LanguageVersion = LanguageVersion.CSharp9 });

    [Fact]
    public Task The_output_kind_counts() => new AnalyzerTest<BadNameAnalyzer>("System.Console.WriteLine();") { OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    [Fact]
    public Task References_count()
    {
        const string Source = "class A(Guarded.Testing.Analyzers.AnalyzerTestException e) { public object B => e; }";
        var ours = MetadataReference.CreateFromFile(typeof(AnalyzerTestException).Assembly.Location);
        return Task.WhenAll(
            AssertFailsAsync("CS0246", new AnalyzerTest<BadNameAnalyzer>(Source)),
            new AnalyzerTest<BadNameAnalyzer>(Source) { References = [ours] }.RunAsync());
    }

    private static Task AssertFailsAsync<T>(string message, AnalyzerTest<T> test)
        where T : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new() => AssertFailsAsync(test, message);

    private static async Task AssertFailsAsync<T>(AnalyzerTest<T> test, params string[] messages)
        where T : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        var failure = await Assert.ThrowsAsync<AnalyzerTestException>(test.RunAsync);
        Assert.All(messages, message => Assert.Contains(message, failure.Message, StringComparison.Ordinal));
    }
}
