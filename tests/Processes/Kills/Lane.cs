using System.Diagnostics;
using Guarded.Processes.Worker;
using Guarded.Store.Files;

namespace Guarded.Processes.Tests.Kills;

/// <summary>One worker after the other, each killed, all with the same slot: the next goes on with what the last one left.</summary>
internal sealed class Lane(string slot, string root, Practice practice, Random random, Expectation expectation)
{
    private const int LongestLife = 7; // as a power of two, in lines
    private const int LongestSpin = 1_000; // in microseconds
    private const int Remembered = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Queue<string> _last = new();
    private readonly Dictionary<string, int> _interrupted = [];
    private Operation? _underWay;

    /// <summary>The kills that hit an operation, by its verb.</summary>
    public IReadOnlyDictionary<string, int> Interrupted => _interrupted;

    public int Done { get; private set; }

    public int Swept { get; private set; }

    /// <summary>What the lane's workers said last.</summary>
    public override string ToString() => $"slot {slot}: {string.Join(", ", _last)}";

    /// <summary>Starts a worker and kills it, at a moment that has nothing to do with what it does.</summary>
    public async Task LiveAndDieAsync(CancellationToken cancellationToken)
    {
        var lines = random.Next(1, 1 << random.Next(1, LongestLife + 1));
        var spin = TimeSpan.FromMicroseconds(random.Next(LongestSpin));
        using var worker = Start(cancellationToken);
        while (lines-- > 0 && await worker.ReadLineAsync() is { } line)
            Take(line);
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < spin;)
            Thread.SpinWait(1);
        worker.Kill();
        // What is in the pipe was said before the kill.
        await foreach (var line in worker.ReadLinesAsync())
            Take(line);
        await worker.DieAsync();
        Bury();
    }

    private WorkerProcess Start(CancellationToken cancellationToken)
    {
        var durability = (Durability)random.Next(3);
        var staging = OperatingSystem.IsLinux() ? (Staging)random.Next(2) : Staging.Usual;
        var known = (Own: Letters(expectation.Own(slot)), Shared: Letters(expectation.Shared()));
        return WorkerProcess.Start("loop", root, durability, Limit, cancellationToken, $"{staging}", $"{practice}", $"{random.Next()}", slot, known.Own, known.Shared);
    }

    private void Take(string line)
    {
        Remember(line);
        var operation = Operation.Parse(line[2..]);
        if (line[0] == '?')
        {
            _underWay = operation;
            return;
        }
        _underWay = null;
        Done++;
        Swept += operation.Verb == "sweep" ? operation.Number : 0;
        expectation.Done(slot, operation);
    }

    private void Bury()
    {
        Remember("killed");
        if (_underWay is not { } operation)
            return;
        _underWay = null;
        _interrupted[operation.Verb] = _interrupted.GetValueOrDefault(operation.Verb) + 1;
        expectation.Interrupted(slot, operation);
    }

    private void Remember(string line)
    {
        _last.Enqueue(line);
        if (_last.Count > Remembered)
            _last.Dequeue();
    }

    private static string Letters(Presence[] presences) => string.Concat(presences.Select(presence => (char)presence));
}
