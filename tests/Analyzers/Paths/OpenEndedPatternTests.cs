using Guarded.Analyzers.CodeFixes.Paths;
using Guarded.Analyzers.Paths;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Paths;

/// <summary>GRD4003.</summary>
public sealed class OpenEndedPatternTests
{
    [Theory]
    [InlineData("""return Regex.IsMatch(text, [|"^[a-z]+$"|]);""", """return Regex.IsMatch(text, "^[a-z]+\\z");""")]
    [InlineData("""return Regex.IsMatch(text, [|@"^\w+$"|]);""", """return Regex.IsMatch(text, @"^\w+\z");""")]
    [InlineData("""return Regex.IsMatch(text, [|@"\A[a-z]+$"|], RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);""", """return Regex.IsMatch(text, @"\A[a-z]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);""")]
    [InlineData("""return System.Text.RegularExpressions.Regex.IsMatch(pattern: [|"^(a|b)$"|], input: text);""", """return System.Text.RegularExpressions.Regex.IsMatch(pattern: "^(a|b)\\z", input: text);""")]
    [InlineData("""return Regex.Match(text, [|"^[a-z]+$"|]).Success;""", """return Regex.Match(text, "^[a-z]+\\z").Success;""")]
    [InlineData("""return new Regex([|"^[a-z]+$"|]).IsMatch(text);""", """return new Regex("^[a-z]+\\z").IsMatch(text);""")]
    [InlineData("""var regex = new Regex([|"(?i)^[a-z]{1,3}$"|], RegexOptions.Compiled); return regex.IsMatch(text);""", """var regex = new Regex("(?i)^[a-z]{1,3}\\z", RegexOptions.Compiled); return regex.IsMatch(text);""")]
    [InlineData("""Regex regex = new([|"^[a-z]+$"|]); return regex.Match(text).Success;""", """Regex regex = new("^[a-z]+\\z"); return regex.Match(text).Success;""")]
    [InlineData("""return Regex.IsMatch(text, [|$"^{text}$"|]);""", """return Regex.IsMatch(text, $"^{text}\\z");""")]
    [InlineData("""return Regex.IsMatch(text, [|$@"^{text}-\d+$"|]);""", """return Regex.IsMatch(text, $@"^{text}-\d+\z");""")]
    [InlineData("""return Regex.IsMatch(text, [|"^" + text + "$"|]);""", """return Regex.IsMatch(text, "^" + text + "\\z");""")]
    [InlineData("""return Regex.IsMatch(text, [|"^[a-z]" + "[0-9]$"|] /* why */);""", """return Regex.IsMatch(text, "^[a-z]" + "[0-9]\\z" /* why */);""")]
    public Task A_validation_is_found_and_fixed(string statements, string replacement) => Fix(In(statements), In(replacement)).RunAsync();

    [Theory]
    [InlineData("""private static readonly Regex Name = new Regex([|"^[a-z]+$"|]);""", "Name.IsMatch(text)")]
    [InlineData("""private static readonly Regex Name = new([|"^[a-z]+$"|], RegexOptions.Compiled);""", "C.Name.IsMatch(text)")]
    [InlineData("""private Regex Name { get; } = new([|"^[a-z]+$"|]);""", "this.Name.IsMatch(text)")]
    [InlineData("""private static Regex Name => new Regex([|"^[a-z]+$"|]);""", "Name.IsMatch(text)")]
    [InlineData("""private readonly Regex _name; public C() => _name = new Regex([|"^[a-z]+$"|]);""", "_name.IsMatch(text)")]
    [InlineData("""private static readonly Regex Name = new Regex([|"^[a-z]+$"|]);""", "new[] { text }.All(Name.IsMatch)")]
    [InlineData("""private const string Allowed = "^[a-z]+$"; private static readonly Regex Name = new Regex([|Allowed|]);""", "Name.IsMatch(text)")]
    public Task So_is_one_that_is_kept(string member, string use) => new AnalyzerTest<OpenEndedPatternAnalyzer>(With(member, use)).RunAsync();

    [Theory]
    [InlineData("""[GeneratedRegex([|"^[a-z]+$"|])] private static Regex Name() => null!;""", "Name().IsMatch(text)")]
    [InlineData("""[GeneratedRegex([|@"^[a-z]+$"|], RegexOptions.IgnoreCase)] private static Regex Name => null!;""", "Name.IsMatch(text)")]
    public Task So_is_one_that_is_generated(string member, string use) => new AnalyzerTest<OpenEndedPatternAnalyzer>(With(member, use)).RunAsync();

    [Theory]
    [InlineData("""return Regex.IsMatch(text, @"^[a-z]+\z");""")]
    [InlineData("""return Regex.IsMatch(text, @"^[a-z]+\$");""")]
    [InlineData("""return Regex.IsMatch(text, "[.]txt$");""")]
    [InlineData("""return Regex.IsMatch(text, "^a|b$");""")]
    [InlineData("""return Regex.IsMatch(text, "^[a-z]+$", RegexOptions.Multiline);""")]
    [InlineData("""return Regex.IsMatch(text, "^[a-z]+$", RegexOptions.Multiline | RegexOptions.IgnoreCase);""")]
    [InlineData("""return Regex.IsMatch(text, "(?m)^[a-z]+$");""")]
    [InlineData("""return Regex.IsMatch(text, "(?im:^[a-z]+$)");""")]
    [InlineData("""return Regex.IsMatch(text, "^[a-z]+$", options);""")]
    [InlineData("""return Regex.IsMatch(text, @"^[a-z]+\s*$");""")]
    [InlineData("""return Regex.IsMatch(text, "^[^/]+$");""")]
    [InlineData("""return Regex.IsMatch(text, @"^([\s\S]*)$");""")]
    [InlineData("""return Regex.IsMatch(text.Trim(), "^[a-z]+$");""")]
    [InlineData("""text = text.Trim(); return Regex.IsMatch(text, "^[a-z]+$");""")]
    [InlineData("""var input = Console.ReadLine()!; return Regex.IsMatch(input, "^[a-z]+$");""")]
    [InlineData("""foreach (var line in text.Split('\n')) if (Regex.IsMatch(line, "^[a-z]+$")) return true; return false;""")]
    [InlineData("""return Regex.Replace(text, "^[a-z]+$", "") == "";""")]
    [InlineData("""return Regex.Match(text, "^([a-z]+)$").Groups[1].Value == text;""")]
    [InlineData("""var match = Regex.Match(text, "^([a-z]+)=([0-9]+)$"); return match.Success && match.Groups[1].Value == text;""")]
    [InlineData("""var regex = new Regex("^[a-z]+$"); return regex.Split(text).Length > 1 || regex.IsMatch(text);""")]
    [InlineData("""return Other.Regex.IsMatch(text, "^[a-z]+$");""")]
    [InlineData("""return text == "^[a-z]+$";""")]
    [InlineData("""return new Regex("^[a-z]+$").ToString() == text;""")]
    public Task A_look_alike_is_no_finding(string statements) => new AnalyzerTest<OpenEndedPatternAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("""[System.ComponentModel.DataAnnotations.RegularExpression("^[a-z]+$")] public string Name { get; set; } = "";""", "Name == text")]
    [InlineData("""private static readonly Regex Name = new Regex("^[a-z]+$");""", "Name.Replace(text, \"\") == text")]
    [InlineData("""private static readonly Regex Name = new Regex("^[a-z]+$", RegexOptions.Multiline);""", "Name.IsMatch(text)")]
    [InlineData("""public static readonly Regex Name = new Regex("^[a-z]+$");""", "text == \"\"")]
    [InlineData("""[GeneratedRegex("^[a-z]+$")] private static Regex Name() => null!;""", "Name().Replace(text, \"\") == text")]
    [InlineData("""[GeneratedRegex("^[a-z]+$", RegexOptions.Multiline)] private static Regex Name() => null!;""", "Name().IsMatch(text)")]
    public Task What_is_anchored_or_does_not_judge_is_no_finding(string member, string use) => new AnalyzerTest<OpenEndedPatternAnalyzer>(With(member, use)).RunAsync();

    [Fact]
    public Task A_constant_that_others_may_use_is_not_fixed() => Fix(
        With("""private const string Allowed = "^[a-z]+$";""", "Regex.IsMatch(text, [|Allowed|])"), null).RunAsync();

    [Fact]
    public Task The_message_says_what_gets_through() => new AnalyzerTest<OpenEndedPatternAnalyzer>(In("""return Regex.IsMatch(text, [|"^[a-z]+$"|]);"""))
    {
        Messages = ["'$' also matches before a line feed at the end, so \"name\\n\" is accepted. End the pattern in '\\z'."],
    }.RunAsync();

    private static CodeFixTest<OpenEndedPatternAnalyzer, OpenEndedPatternFix> Fix(string source, string? fixedSource) => new(source, fixedSource);

    private static string In(string statements) => With("", "true").Replace("return true;", statements, StringComparison.Ordinal);

    private static string With(string member, string use) =>
        $$"""
        using System;
        using System.Linq;
        using System.Text.RegularExpressions;

        class C
        {
            {{member}}

            bool M(string text, RegexOptions options)
            {
                return {{use}};
            }
        }

        namespace Other
        {
            static class Regex { public static bool IsMatch(string input, string pattern) => true; }
        }

        """;
}
