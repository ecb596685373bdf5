using System.Text.RegularExpressions;

namespace Tour;

/// <summary>The gaps as the source documents them: a comment with the rule's ID ends each line that it must stop.</summary>
public static partial class DocumentedGaps
{
    /// <summary>The gaps of a project, by files and lines.</summary>
    public static IReadOnlyList<Gap> Read(string project) =>
        [.. Directory.EnumerateFiles(project, "*.cs").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    /// <summary>The line itself, without its comment.</summary>
    public static string CodeOf(Gap gap) =>
        Comment().Replace(File.ReadLines(Path.Combine(Repository.Gaps, gap.File)).ElementAt(gap.Line - 1), "").Trim();

    private static IEnumerable<Gap> ReadFile(string file) =>
        File.ReadLines(file).Index()
            .Select(line => (line.Index, Comment: Comment().Match(line.Item)))
            .Where(line => line.Comment.Success)
            .SelectMany(line => line.Comment.Groups["rule"].Captures.Select(rule => new Gap(Path.GetFileName(file), line.Index + 1, rule.Value)));

    [GeneratedRegex(@"\s*//(?:\s(?<rule>GRD\d{4}),?)+\z")]
    private static partial Regex Comment();
}
