using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Tour;

/// <summary>What the compiler says to the gaps: a real build, which must fail.</summary>
/// <param name="Stopped">Every line that it stopped, in the order of the files.</param>
/// <param name="Messages">What each rule said, at its first line.</param>
public sealed record GapsBuild(IReadOnlyList<Gap> Stopped, IReadOnlyDictionary<string, string> Messages)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Builds gaps in this program's own configuration.</summary>
    /// <param name="project">The folder of their project.</param>
    /// <param name="log">A file for the compiler's log (SARIF 2.1).</param>
    /// <param name="cancellationToken">Ends the build.</param>
    public static async Task<GapsBuild> RunAsync(string project, string log, CancellationToken cancellationToken = default)
    {
        var configuration = typeof(GapsBuild).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // Servers that outlive the build would hold our end of its output open.
        foreach (var argument in (string[])["build", project, "--configuration", configuration, "--nologo", "-nodeReuse:false",
            "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false", $"-p:ErrorLog={log}%2cversion=2.1"])
            start.ArgumentList.Add(argument);

        using var build = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        string output;
        try
        {
            var errors = build.StandardError.ReadToEndAsync(limit.Token);
            output = await build.StandardOutput.ReadToEndAsync(limit.Token) + await errors;
            await build.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            build.Kill(entireProcessTree: true);
            throw new TimeoutException($"Building {project} took longer than {Limit.TotalMinutes} minutes.");
        }
        if (build.ExitCode == 0)
            throw new InvalidOperationException($"{project} compiled. Not one of its gaps was stopped.");
        return File.Exists(log) ? Read(log) : throw new InvalidOperationException($"{project} was not compiled at all:\n{output}");
    }

    private static GapsBuild Read(string log)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(log));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("level").GetString() == "error")
            .Select(result => (Gap: GapOf(result), Message: result.GetProperty("message").GetProperty("text").GetString()!))
            .OrderBy(result => result.Gap.File, StringComparer.Ordinal).ThenBy(result => result.Gap.Line)
            .ToList();
        return new GapsBuild(
            [.. results.Select(result => result.Gap)],
            results.DistinctBy(result => result.Gap.Rule).ToDictionary(result => result.Gap.Rule, result => result.Message));
    }

    private static Gap GapOf(JsonElement result)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        return new Gap(
            Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
            place.GetProperty("region").GetProperty("startLine").GetInt32(),
            result.GetProperty("ruleId").GetString()!);
    }
}
