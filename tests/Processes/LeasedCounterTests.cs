using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Objects;
using Xunit.Abstractions;

namespace Guarded.Processes.Tests;

/// <summary>Processes that share a lease, and are stopped for longer than it lives and killed at random. GUARDED_LEASE_SECONDS=600 for a longer run.</summary>
public sealed class LeasedCounterTests(ITestOutputHelper output) : IDisposable
{
    private const int Processes = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    private readonly DiskFolder _folder = new();
    private readonly ConcurrentBag<int> _counts = [];
    private int _refused;
    private int _stops;
    private int _kills;

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task No_update_is_lost_whoever_is_stopped_and_killed_when()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent with 'kill'.");
        var random = new Random(Seed.Take(output));
        var time = Environment.GetEnvironmentVariable("GUARDED_LEASE_SECONDS") is { Length: > 0 } seconds ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : Usual;
        var began = Stopwatch.GetTimestamp();
        bool IsOver() => Stopwatch.GetElapsedTime(began) > time;
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => random.Next()).ToList().Select(seed => LiveAsync(new Random(seed), IsOver)));

        using var objects = FileObjectStore.Open(_folder.Path);
        var final = await LeasedCounter.ReadAsync(objects);
        output.WriteLine($"{final:N0} updates, {_refused} late ones refused, {_stops} stops, {_kills} kills in {time}");
        Assert.Equal(_counts.Count, _counts.Distinct().Count());
        Assert.InRange(_counts.Max(), 1, final);
        Assert.InRange(final - _counts.Count, 0, _kills); // who was killed may have had no time to say so
        Assert.True(_stops > 0 && _kills > 0);
    }

    private async Task LiveAsync(Random random, Func<bool> isOver)
    {
        while (!isOver())
        {
            using var worker = WorkerProcess.Start("leased-count", _folder.Path, Durability.Full, Limit, CancellationToken.None);
            var listening = ListenAsync(worker);
            var isKilled = false;
            while (!isOver() && !isKilled)
            {
                await Task.Delay(random.Next(200, 2_000));
                await worker.SignalAsync("STOP");
                _ = Interlocked.Increment(ref _stops);
                await Task.Delay(random.Next(1, 3_000));
                isKilled = random.Next(3) == 0;
                if (isKilled)
                    worker.Kill();
                else
                    await worker.SignalAsync("CONT");
            }
            worker.TellNoMore();
            await listening;
            if (isKilled)
                await worker.DieAsync();
            else
                await worker.SucceedAsync();
            _ = isKilled ? Interlocked.Increment(ref _kills) : 0;
        }
    }

    private async Task ListenAsync(WorkerProcess worker)
    {
        await foreach (var line in worker.ReadLinesAsync())
            if (line == "refused")
                _ = Interlocked.Increment(ref _refused);
            else
                _counts.Add(int.Parse(line, CultureInfo.InvariantCulture));
    }
}
