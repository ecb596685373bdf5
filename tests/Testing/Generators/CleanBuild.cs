using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Guarded.Testing.Generators;

/// <summary>Holds a compilation to what a consumer with warnings as errors asks for.</summary>
/// <param name="expected">The findings that must be there all the same, by id.</param>
internal sealed class CleanBuild(ImmutableArray<string> expected)
{
    private const string MissingComment = "CS1591";

    public void Require(Compilation compilation, ImmutableHashSet<SyntaxTree> emitted)
    {
        var findings = compilation.GetDiagnostics().Where(finding => Counts(finding, emitted)).ToArray();
        var surprises = findings.Where(finding => !expected.Contains(finding.Id)).ToArray();
        var missing = expected.Where(id => !findings.Any(finding => finding.Id == id)).ToArray();
        if (surprises.Length + missing.Length > 0)
            throw new GeneratorTestException(Describe(surprises, missing, emitted));
    }

    // Test source need not be documented; what was emitted must be.
    private static bool Counts(Diagnostic finding, ImmutableHashSet<SyntaxTree> emitted) =>
        finding.Severity >= DiagnosticSeverity.Warning
        && !finding.IsSuppressed
        && (finding.Id != MissingComment || emitted.Contains(finding.Location.SourceTree!));

    private static string Describe(Diagnostic[] surprises, string[] missing, ImmutableHashSet<SyntaxTree> emitted)
    {
        var message = new StringBuilder();
        foreach (var surprise in surprises)
            message.Append("Not expected: ").Append(surprise).Append('\n');

        foreach (var id in missing)
            message.Append("Expected, but not found: ").Append(id).Append('\n');

        foreach (var tree in surprises.Select(surprise => surprise.Location.SourceTree).OfType<SyntaxTree>().Distinct())
        {
            message.Append(emitted.Contains(tree) ? "\nEmitted " : "\nSource ").Append(tree.FilePath).Append(":\n");
            foreach (var line in tree.GetText().Lines)
                message.Append($"{line.LineNumber + 1,5}  {line}\n");
        }

        return message.ToString();
    }
}
