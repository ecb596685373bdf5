using System.Diagnostics;
using System.Globalization;
using Guarded.Store.Ledger;
using Pipeline;
using Tour;
using Xunit.Abstractions;

namespace Guarded.Integration.Tests;

/// <summary>A run that is killed with SIGKILL, anywhere, and resumed until it ends, against one that was left alone.</summary>
public sealed class ResumeTests(ITestOutputHelper output) : IDisposable
{
    private const int Records = 80;
    private const int DefaultKills = 200;

    private static readonly string Program = typeof(Workspace).Assembly.Location;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Killed_at_any_point_it_ends_with_the_output_and_the_ledger_of_one_that_never_was()
    {
        Skip.If(OperatingSystem.IsWindows(), "SIGKILL");
        var kills = Setting("GUARDED_KILLS") ?? DefaultKills;
        var seed = Setting("GUARDED_SEED") ?? Random.Shared.Next();
        output.WriteLine($"GUARDED_SEED={seed}");
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync(Store(0), killAfter: null, "run", Sources()));
        var longest = clock.Elapsed;
        var wanted = await StateOfAsync(Store(0));

        var (midway, done) = (0, 0);
        for (var store = 1; done < kills; store++)
        {
            string[] next = ["run", .. Sources()];
            // Where a run or a resume is cut off, another begins; each kill counts.
            while (next is not [])
            {
                var isKill = done < kills && random.Next(4) > 0;
                var exit = await RunAsync(Store(store), isKill ? longest * random.NextDouble() : null, next[0], next[1..]);
                done += exit is null ? 1 : 0;
                Assert.True(exit is null or 0, $"The kill {done} of the seed {seed}: {next[0]} ended with {exit}.");
                next = exit is 0 ? [] : await HasRunAsync(Store(store)) ? ["resume", "1"] : ["run", .. Sources()];
                midway += exit is null && next[0] == "resume" ? 1 : 0;
            }
            var (text, ledger) = await StateOfAsync(Store(store));
            Assert.True(wanted.Output == text, $"The output of store {store} of the seed {seed} is another one.");
            Assert.Equal(wanted.Ledger, ledger);
            Directory.Delete(Store(store), recursive: true);
        }
        output.WriteLine($"{done} kills, {midway} of them in the middle of a run");
        Assert.True(midway > done / 4, $"Of {done} kills only {midway} met a run that had begun.");
    }

    private string Store(int number) => Path.Combine(_folder, $"{number}");

    private string[] Sources()
    {
        var (csv, json) = (Path.Combine(_folder, "airports.csv"), Path.Combine(_folder, "cities.jsonl"));
        if (!File.Exists(csv))
        {
            File.WriteAllLines(csv, File.ReadLines(Repository.Records).Take(1 + Records));
            File.WriteAllLines(json, Enumerable.Range(0, 20).Select(city => $$"""{"name":" city {{city}} ","latitude":"{{city}}.5","country":"{{(city % 3 == 0 ? "USA" : "Other")}}"}"""));
        }
        return [csv, json, "--where", "country=USA", "--number", "latitude"];
    }

    /// <summary>The exit code, or null where it was killed.</summary>
    private async Task<int?> RunAsync(string store, TimeSpan? killAfter, string command, params string[] arguments)
    {
        string[] published = command == "run" ? ["--output", Path.Combine(store, "out.jsonl")] : [];
        var start = new ProcessStartInfo("dotnet", [Program, command, .. arguments, .. published, "--store", store]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            if (killAfter is { } delay)
            {
                // The point in time is what is tried here; nothing is waited for.
                await Task.WhenAny(Task.Delay(delay, limit.Token), process.WaitForExitAsync(limit.Token));
                process.Kill();
            }
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{command} took longer than {Limit}.");
        }
        var texts = await said;
        if (process.ExitCode is not (0 or 137))
            output.WriteLine(string.Concat(texts));
        return process.ExitCode == 137 ? null : process.ExitCode;
    }

    private static async Task<bool> HasRunAsync(string store)
    {
        if (!File.Exists(Path.Combine(store, "ledger.db")))
            return false;
        // A creation that was cut off is finished by whoever comes next.
        await using var workspace = await Workspace.OpenOrCreateAsync(store);
        return await workspace.Ledger.ReadRunsAsync().AnyAsync();
    }

    /// <summary>The published output, and all of the ledger but for what tells one run of a day from another: when, and in how many sessions.</summary>
    private static async Task<(string Output, IReadOnlyList<string> Ledger)> StateOfAsync(string store)
    {
        await using var workspace = await Workspace.OpenAsync(store);
        var ledger = workspace.Ledger;
        Assert.Empty((await new LedgerVerification(ledger, workspace.Payloads).RunAsync()).Findings);
        var lines = new List<string>();
        await foreach (var run in ledger.ReadRunsAsync())
        {
            lines.Add($"run {run.Id} of {run.Source}: {run.Status}, {run.CodeVersion}");
            lines.AddRange((await ledger.ReadSourcesAsync(run.Id)).Select(static source => $"source {source}"));
            lines.AddRange((await ledger.ReadCheckpointsAsync(run.Id)).OrderBy(static checkpoint => checkpoint.Key, StringComparer.Ordinal).Select(static checkpoint => $"checkpoint {checkpoint}"));
            await foreach (var row in ledger.ReadRowsAsync(run.Id))
                lines.Add($"row {row.Id} {row.Source} {row.Index} {row.Payload} {row.PayloadLength}");
            await foreach (var outcome in ledger.ReadOutcomesAsync(run.Id))
                lines.Add($"outcome {outcome.Source} {outcome.Index} {outcome.Node} {outcome.Attempt} {outcome.Status} {outcome.Output} {outcome.OutputLength} {outcome.Error}");
        }
        return (await File.ReadAllTextAsync(Path.Combine(store, "out.jsonl")), lines);
    }

    private static int? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
