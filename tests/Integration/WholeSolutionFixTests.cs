using System.Text.Json;
using System.Text.RegularExpressions;
using Tour;

namespace Guarded.Integration.Tests;

/// <summary>The real <c>dotnet format analyzers</c> applies every fix there is, to all projects of a solution, in one go.</summary>
public sealed partial class WholeSolutionFixTests(LocalFeed feed) : IClassFixture<LocalFeed>
{
    private static readonly string[] Projects = ["Library", "App"];

    private static readonly string Cases = Path.Combine(Repository.Root, "tests", "Integration", "Fixes");

    private static readonly string[] Fixable =
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Analyzers.CodeFixes"), "*Fix.cs", SearchOption.AllDirectories)
           let rule = FixedRule().Match(File.ReadAllText(file))
           where rule.Success
           orderby rule.Groups[1].Value
           select rule.Groups[1].Value,
    ];

    [Fact]
    public void Every_rule_with_a_fix_has_a_case()
    {
        Assert.NotEmpty(Fixable);
        Assert.Equal(Fixable, Directory.EnumerateFiles(Cases).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_findings_are_fixed_and_the_result_has_none()
    {
        var user = feed.NewConsumer();
        user.AddProject("Library", "Library", ["Guarded.Store"]);
        user.AddProject("App", "Library", ["Guarded.Store"], "Library");
        user.Write("All.slnx", $"<Solution>{string.Concat(Projects.Select(project => $"""<Project Path="{project}/{project}.csproj" />"""))}</Solution>");
        foreach (var project in Projects)
        {
            foreach (var rule in Fixable)
                user.Write($"{project}/{rule}.cs", File.ReadAllText(Path.Combine(Cases, $"{rule}.cs")));
        }

        // Nothing must stop the first project, for the second to be compiled too.
        (await user.DotnetAsync("build", "All.slnx", "-p:GuardedMode=Advisory", Log)).Succeeded();
        Assert.All(Projects, project =>
        {
            var found = Found(user, project);
            Assert.Equal(Fixable.Select(rule => $"{rule} in {rule}.cs"), found.Distinct());
            Assert.All(found.GroupBy(finding => finding), several => Assert.True(several.Count() > 1, $"{several.Key} is found only once."));
        });

        (await user.DotnetAsync(["format", "analyzers", "All.slnx", "--severity", "info", "--no-restore", "--diagnostics", .. Fixable])).Succeeded();

        (await user.DotnetAsync("build", "All.slnx", Log)).Succeeded();
        Assert.All(Projects, project => Assert.Empty(Found(user, project)));
        Assert.All(Projects, project => Assert.All(Fixable, rule =>
            Assert.Equal(Regex.Count(File.ReadAllText(Path.Combine(Cases, $"{rule}.cs")), "// "), Regex.Count(user.Read($"{project}/{rule}.cs"), "// "))));
    }

    // One log for each project, with notes too.
    private const string Log = "-p:ErrorLog=findings.sarif%2cversion=2.1";

    private static List<string> Found(Consumer user, string project)
    {
        using var sarif = JsonDocument.Parse(user.Read($"{project}/findings.sarif"));
        var found = from result in sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                    let rule = result.GetProperty("ruleId").GetString()!
                    where Fixable.Contains(rule) && !result.TryGetProperty("suppressions", out _)
                    let file = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()
                    select $"{rule} in {Path.GetFileName(file)}";
        return [.. found.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@": GuardedFix\(""(GRD\d{4})""\)")]
    private static partial Regex FixedRule();
}
