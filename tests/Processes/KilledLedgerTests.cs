using System.Globalization;
using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Sqlite;
using Xunit.Abstractions;

namespace Guarded.Processes.Tests;

/// <summary>Processes that record and purge in one ledger, each killed again and again. GUARDED_KILLS asks for a longer run.</summary>
public sealed class KilledLedgerTests(ITestOutputHelper output) : IDisposable
{
    private const int MostLines = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DiskFolder _folder = new();

    private string Objects => Path.Combine(_folder.Path, "objects");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task What_a_killed_process_said_is_recorded_and_no_row_is_without_its_bytes()
    {
        Skip.If(OperatingSystem.IsWindows(), "SIGKILL");
        var random = new Random(Seed.Take(output));
        var kills = Environment.GetEnvironmentVariable("GUARDED_KILLS") is { Length: > 0 } given ? int.Parse(given, null) : 30;
        using var objects = FileObjectStore.OpenOrCreate(Objects);
        var lanes = new[] { ("ledger", "a"), ("ledger", "b"), ("purge", "a") };
        var seeds = lanes.Select(_ => random.Next()).ToList();
        var said = await Task.WhenAll(lanes.Zip(seeds, (lane, seed) => LiveAsync(lane.Item1, lane.Item2, new Random(seed), kills / lanes.Length)));

        var payloads = new PayloadStore(objects);
        await using var ledger = await SqliteLedger.OpenAsync(LedgerWorker.DatabaseOf(Objects), payloads);
        foreach (var (source, lines) in new[] { ("a", said[0]), ("b", said[1]) })
        {
            var run = Assert.Single(await ledger.ReadRunsAsync().Where(run => run.Source == source).ToListAsync());
            var rows = await ledger.ReadRowsAsync(run.Id).ToListAsync();
            Assert.Empty(lines.Except(rows.Select(row => row.Index)));
            foreach (var row in rows)
                Assert.Equal(LedgerWorker.Row(source, row.Index), await payloads.ReadAllBytesAsync(row.Payload));
            Assert.False(await ledger.IsHeldAsync(run.Id));
            await ledger.ResumeRunAsync(run.Id);
            output.WriteLine($"{source}: {rows.Count} rows, {lines.Count} of them said, session {run.Session}");
        }

        await ledger.PurgeAsync(new RetentionPolicy { KeepFor = TimeSpan.Zero });
        var report = await new LedgerVerification(ledger, payloads).RunAsync();
        // What was stored right before the kill is referred to by nobody; nothing else may be wrong.
        Assert.All(report.Findings, finding => Assert.Equal(LedgerFindingKind.PayloadUnreferenced, finding.Kind));
        output.WriteLine($"{report.References} references, {report.Findings.Count} payloads stored and not recorded, {said[2].Count} runs purged at once");
        Assert.NotEmpty(said[2]);
    }

    // Each life ends at a random line; the last words are the pipe's, and count.
    private async Task<List<long>> LiveAsync(string work, string source, Random random, int lives)
    {
        var said = new List<long>();
        for (var life = 0; life < lives; life++)
        {
            using var worker = WorkerProcess.Start(work, Objects, Durability.Full, Limit, CancellationToken.None, source);
            var lines = random.Next(1, MostLines);
            await foreach (var line in worker.ReadLinesAsync())
            {
                said.Add(long.Parse(line, CultureInfo.InvariantCulture));
                if (--lines == 0)
                    worker.Kill();
            }
            await worker.DieAsync();
        }
        return said;
    }
}
