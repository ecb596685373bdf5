using System.Text.Json;

namespace Guarded.Integration.Tests;

/// <summary>What <c>GuardedMode</c> makes of each rule in a real build.</summary>
public sealed class ModeTests : IClassFixture<LocalFeed>
{
    private const string NotStored = "GRD2001", WrittenInPlace = "GRD1001", Untyped = "GRD3004";

    private readonly Consumer _user;

    public ModeTests(LocalFeed feed)
    {
        _user = feed.NewConsumer();
        _user.AddProject("App", "Library", ["Guarded.Store"]);
        _user.Write("App/Gaps.cs", """
            using System.Security.Cryptography;
            using Guarded;

            public static class Gaps
            {
                public static void Record([PayloadReference] string? reference) => Record(null);

                public static void Save(string path, string json) => File.WriteAllText(path, json);

                public static byte[] IdOf(byte[] data) => SHA256.HashData(data);
            }
            """);
    }

    [Fact]
    public async Task Strict_makes_warnings_errors_and_Advisory_lets_nothing_stop_the_build()
    {
        Assert.Equal(["error GRD2001", "note GRD3004", "warning GRD1001"], await BuildAsync());
        Assert.Equal(["error GRD2001", "note GRD3004", "warning GRD1001"], await BuildAsync("-p:GuardedMode=Default"));
        Assert.Equal(["error GRD1001", "error GRD2001", "note GRD3004"], await BuildAsync("-p:GuardedMode=Strict"));
        Assert.Equal(["note GRD1001", "note GRD3004", "warning GRD2001"], await BuildAsync("-p:GuardedMode=advisory"));
    }

    [Fact]
    public async Task In_a_test_project_no_mode_brings_warnings_back()
    {
        Assert.Equal(["error GRD2001"], await BuildAsync("-p:GuardedMode=Strict", "-p:IsTestProject=true"));
        Assert.Equal(["warning GRD2001"], await BuildAsync("-p:GuardedMode=Advisory", "-p:IsTestProject=true"));
    }

    [Theory]
    [InlineData(".editorconfig", "[*.cs]")]
    [InlineData(".globalconfig", "is_global = true")]
    public async Task What_a_configuration_file_says_of_a_rule_goes_before_the_mode(string file, string head)
    {
        _user.Write($"App/{file}", $"{head}\ndotnet_diagnostic.{WrittenInPlace}.severity = warning\ndotnet_diagnostic.{NotStored}.severity = none\ndotnet_diagnostic.{Untyped}.severity = error\n");
        Assert.Equal(["error GRD3004", "warning GRD1001"], await BuildAsync("-p:GuardedMode=Strict"));
        Assert.Equal(["error GRD3004", "warning GRD1001"], await BuildAsync("-p:GuardedMode=Advisory"));
    }

    [Fact]
    public async Task So_does_what_the_project_says_of_a_rule()
    {
        Assert.Equal(["note GRD3004"], await BuildAsync("-p:GuardedMode=Strict", $"-p:NoWarn={NotStored}%3b{WrittenInPlace}"));
        Assert.Equal(["error GRD1001", "note GRD3004", "warning GRD2001"], await BuildAsync("-p:GuardedMode=Advisory", $"-p:WarningsAsErrors={WrittenInPlace}"));
        Assert.Equal(["error GRD2001", "note GRD1001", "note GRD3004"], await BuildAsync("-p:GuardedMode=Advisory", "-p:TreatWarningsAsErrors=true"));
    }

    [Fact]
    public async Task Another_mode_compiles_anew()
    {
        _user.Write("App/Gaps.cs", "public static class Gap { public static void Save(string path, string json) => File.WriteAllText(path, json); }");
        Assert.Equal(["warning GRD1001"], await BuildAsync());
        Assert.Equal(["error GRD1001"], await BuildAsync("-p:GuardedMode=Strict"));
    }

    [Fact]
    public async Task A_mode_reaches_a_project_that_has_the_analyzers_through_another_one()
    {
        _user.AddProject("Middle", "Library", ["Guarded.Store"]);
        _user.AddProject("App", "Library", [], "Middle");
        _user.Write("Directory.Build.targets", "<Project><PropertyGroup><GuardedMode>Strict</GuardedMode></PropertyGroup></Project>");
        Assert.Equal(["error GRD1001", "error GRD2001", "note GRD3004"], await BuildAsync());
    }

    [Fact]
    public async Task An_unknown_mode_is_an_error_that_names_those_there_are()
    {
        var failed = await _user.DotnetAsync("build", "App", "-p:GuardedMode=Stern");
        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("error : GuardedMode is 'Stern'. It can be Strict, Default or Advisory.", failed.Output, StringComparison.Ordinal);
    }

    // What the compiler logs, which has notes too.
    private async Task<List<string>> BuildAsync(params string[] properties)
    {
        var log = _user.PathOf("app.sarif");
        File.Delete(log);
        var built = await _user.DotnetAsync(["build", "App", $"-p:ErrorLog={log}%2cversion=2.1", .. properties]);
        if (!File.Exists(log))
            throw new InvalidOperationException($"Nothing was compiled:\n{built.Output}");

        using var sarif = JsonDocument.Parse(File.ReadAllBytes(log));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Where(result => !result.TryGetProperty("suppressions", out _))
            .Select(result => $"{result.GetProperty("level").GetString()} {result.GetProperty("ruleId").GetString()}")
            .Where(result => result.Contains(" GRD", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(results.Any(result => result.StartsWith("error", StringComparison.Ordinal)), built.ExitCode != 0);
        return results;
    }
}
