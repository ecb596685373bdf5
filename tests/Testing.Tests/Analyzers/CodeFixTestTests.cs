using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Guarded.Testing.Tests.Analyzers;

public sealed class CodeFixTestTests
{
    [Fact]
    public Task Holds_where_the_fix_does_what_is_written() => Fix<RenamingFix>("class [|BadA|]; class [|BadB|];", "class GoodA; class GoodB;").RunAsync();

    [Fact]
    public Task Every_file_and_project_is_fixed() => Fix<RenamingFix>("class [|BadA|]; class [|BadB|];", "class GoodA; class GoodB;")
        .Add("C.cs", "class [|BadC|];", "class GoodC;")
        .Add("D.cs", "class [|BadD|];", "class GoodD;", project: "Other")
        .Add("E.cs", "class E;")
        .RunAsync();

    [Fact]
    public Task An_action_is_chosen_by_its_index() =>
        new CodeFixTest<BadNameAnalyzer, RenamingFix>("class [|Bad|];", "class Fine;") { ActionIndex = 1 }.RunAsync();

    [Fact]
    public Task An_action_is_chosen_by_its_key() =>
        new CodeFixTest<BadNameAnalyzer, RenamingFix>("class [|Bad|];", "class Fine;") { EquivalenceKey = "Fine", Titles = ["Call it Good", "Call it Fine"] }.RunAsync();

    [Fact]
    public Task What_stays_is_marked() => Fix<RenamingFix>("class [|Bad|]; class [|BadForEver|];", "class Good; class [|BadForEver|];").RunAsync();

    [Fact]
    public Task Holds_where_no_fix_is_expected_and_none_offered() => new CodeFixTest<BadNameAnalyzer, RenamingFix>("class [|BadForEver|];").RunAsync();

    [Fact]
    public Task Fails_where_a_fix_is_offered_and_none_expected() =>
        AssertFailsAsync("there is 'Call it Good'", new CodeFixTest<BadNameAnalyzer, RenamingFix>("class [|Bad|];"));

    [Fact]
    public Task Fails_where_no_fix_is_offered_and_one_expected() =>
        AssertFailsAsync("fixed one by one, is not what it should be", Fix<RenamingFix>("class [|BadForEver|];", "class GoodForEver;"));

    [Fact]
    public Task Fails_where_the_fix_writes_something_else_and_shows_both() => AssertFailsAsync(
        "Expected:\nclass Better;\n\nActual:\nclass Good;",
        Fix<RenamingFix>("class [|Bad|];", "class Better;"));

    [Fact]
    public Task Fails_where_another_file_comes_out_wrong() => AssertFailsAsync(
        "/Test/B.cs, fixed one by one",
        Fix<RenamingFix>("class [|BadA|];", "class GoodA;").Add("B.cs", "class [|BadB|];", "class BadB;"));

    [Fact]
    public Task Fails_where_the_fixed_source_does_not_compile() =>
        AssertFailsAsync("CS", Fix<BreakingFix>("class [|Bad|];", "class Not compiling ;"));

    [Fact]
    public Task Fails_where_something_is_found_still() =>
        AssertFailsAsync("Found, but not expected: /Test/Test.cs(1,19): TST0001", Fix<RenamingFix>("class [|Bad|]; class [|BadForEver|];", "class Good; class BadForEver;"));

    [Fact]
    public Task Fails_where_the_fix_does_not_come_to_rest() =>
        AssertFailsAsync("do not come to rest", Fix<RestlessFix>("class [|Bad|];", "class [|BadBad|];"));

    [Fact]
    public Task Fails_where_the_fix_changes_nothing() => AssertFailsAsync("'Call it Bad' changes nothing", Fix<IdleFix>("class [|Bad|];", "class Good;"));

    [Fact]
    public Task Fails_where_all_cannot_be_fixed_at_once() =>
        AssertFailsAsync("SingleFix cannot fix all at once", Fix<SingleFix>("class [|Bad|];", "class Good;"));

    [Fact]
    public Task Unless_that_is_not_asked_for() =>
        new CodeFixTest<BadNameAnalyzer, SingleFix>("class [|Bad|];", "class Good;") { FixAllScopes = [] }.RunAsync();

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public Task Fails_where_fixing_all_leaves_some(FixAllScope scope) => AssertFailsAsync(
        $"Fixing all at once ({scope}) leaves findings",
        new CodeFixTest<BadNameAnalyzer, SlowFix>("class [|BadA|]; class [|BadB|];", "class GoodA; class GoodB;") { FixAllScopes = [scope] });

    [Fact]
    public Task Fails_where_the_offers_are_others() =>
        AssertFailsAsync("Actual: Call it Good | Call it Fine", new CodeFixTest<BadNameAnalyzer, RenamingFix>("class [|Bad|];", "class Good;") { Titles = ["Call it Good"] });

    [Fact]
    public Task Fails_where_the_findings_are_wrong_to_begin_with() =>
        AssertFailsAsync("The findings in the source differ", Fix<RenamingFix>("class Bad;", "class Good;"));

    private static CodeFixTest<BadNameAnalyzer, TFix> Fix<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new() => new(source, fixedSource);

    private static async Task AssertFailsAsync<TFix>(string message, CodeFixTest<BadNameAnalyzer, TFix> test)
        where TFix : CodeFixProvider, new() =>
        Assert.Contains(message, (await Assert.ThrowsAsync<AnalyzerTestException>(test.RunAsync)).Message, StringComparison.Ordinal);
}
