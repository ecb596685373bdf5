using System.Text;
using Microsoft.CodeAnalysis;

namespace Guarded.Testing.Analyzers;

/// <summary>Holds what was found to what is marked, each place as often as it is named.</summary>
internal sealed class Comparison(string what, IReadOnlyList<(string Path, string Text)> sources)
{
    /// <exception cref="AnalyzerTestException">They differ.</exception>
    public void Require(IEnumerable<Finding> expected, IReadOnlyCollection<Diagnostic> actual)
    {
        var missing = expected.ToList();
        var surprises = actual.Where(diagnostic => !missing.Remove(Finding.Of(diagnostic))).ToList();
        if (missing.Count + surprises.Count > 0)
            throw new AnalyzerTestException(Describe(missing, surprises, actual));
    }

    private string Describe(List<Finding> missing, List<Diagnostic> surprises, IReadOnlyCollection<Diagnostic> actual)
    {
        var message = new StringBuilder($"The findings in {what} differ.\n");
        foreach (var finding in missing)
            message.Append($"Expected, but not found: {Place(finding)}: {finding.Id} at '{TextAt(finding)}'\n");
        foreach (var surprise in surprises)
            message.Append($"Found, but not expected: {Place(Finding.Of(surprise))}: {surprise.Id}: {surprise.GetMessage()}\n");

        foreach (var (path, text) in sources)
        {
            var found = actual.Select(Finding.Of).Where(finding => finding.Path == path).Select(finding => new Mark(finding.Id, finding.Span)).ToList();
            message.Append($"\nWhat was found in {path}:\n{MarkedSource.Render(text, found)}\n");
        }

        return message.ToString();
    }

    private string Place(Finding finding)
    {
        if (finding.Path.Length == 0)
            return "no file";
        var before = TextOf(finding)[..finding.Span.Start];
        return $"{finding.Path}({before.Count(character => character == '\n') + 1},{before.Length - before.LastIndexOf('\n')})";
    }

    private string TextAt(Finding finding) => TextOf(finding).Substring(finding.Span.Start, finding.Span.Length);

    private string TextOf(Finding finding) => sources.First(source => source.Path == finding.Path).Text;
}
