namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>The histories of seeds that follow each other, on all cores, each history on one thread. The first violation ends them.</summary>
internal sealed class Histories(int first, int count)
{
    private readonly Lock _adding = new();
    private int _taken;
    private volatile string? _violation;

    public Tally Tally { get; } = new();

    /// <summary>What must not happen and did, with the seed that replays it, or null.</summary>
    public string? Run()
    {
        // Threads of their own: those of the pool are for the tests that run meanwhile.
        var lanes = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(RunLane)).ToList();
        lanes.ForEach(lane => lane.Start());
        lanes.ForEach(lane => lane.Join());
        return _violation;
    }

    private void RunLane()
    {
        var tally = new Tally();
        while (_violation is null && Interlocked.Increment(ref _taken) is var number && number <= count)
        {
            var seed = first + number - 1;
            var history = new History(seed);
            if (ViolationOf(history) is { } violation)
                _violation = $"GUARDED_SEED={seed}: {violation}";
            tally.Add(history);
        }
        lock (_adding)
            Tally.Add(tally);
    }

    // An exception would end the process, and nobody would learn the seed.
    private static string? ViolationOf(History history)
    {
        try
        {
            return history.Run();
        }
        catch (Exception exception)
        {
            return $"{exception}";
        }
    }
}
