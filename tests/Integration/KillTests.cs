using Pipeline;
using Tour;
using Xunit.Abstractions;

namespace Guarded.Integration.Tests;

public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_run_that_is_killed_again_and_again_leaves_whole_payloads_and_rows_that_have_theirs()
    {
        Skip.If(OperatingSystem.IsWindows(), "SIGKILL");
        var seed = Environment.GetEnvironmentVariable("GUARDED_SEED") is { Length: > 0 } given ? int.Parse(given, null) : Random.Shared.Next();
        output.WriteLine($"GUARDED_SEED={seed}");
        var random = new Random(seed);
        var rows = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await Victim.KillMidwayAsync(Repository.Records, _folder, 250 * random.Next(1, 8));
            await using var workspace = await Workspace.OpenAsync(_folder);
            var found = await Inspection.OfAsync(workspace);
            Assert.True(found.IsClean, found.ToString());
            Assert.True(found.Rows > rows, "What an earlier run recorded is gone.");
            rows = found.Rows;
        }
    }
}
