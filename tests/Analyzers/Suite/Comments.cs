using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Suite;

/// <summary>Lines that say in a comment what is found on them: <c>// GRD1001</c>, <c># GRD0001</c>.</summary>
internal static partial class Comments
{
    /// <summary>Each line that names rules, with each of them.</summary>
    public static IEnumerable<string> Expected(string text) =>
        from line in text.Split('\n')
        let comment = Comment().Match(line).Value
        from Match rule in Rule().Matches(comment)
        select Describe(rule.Value, line);

    /// <summary>Each line with findings, with each rule that has any there.</summary>
    public static IEnumerable<string> Found(IEnumerable<Diagnostic> findings, Func<string, string> textOf) => findings
        .Select(finding => (finding.Id, Place: finding.Location.GetLineSpan()))
        .Select(finding => (finding.Id, finding.Place.Path, finding.Place.StartLinePosition.Line))
        .Distinct()
        .Select(finding => Describe(finding.Id, textOf(finding.Path).Split('\n')[finding.Line]));

    private static string Describe(string rule, string line) => $"{rule}: {line.Trim()}";

    [GeneratedRegex("(//|#|<!--).*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bGRD\d{4}\b")]
    private static partial Regex Rule();
}
