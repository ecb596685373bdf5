namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>Time, and what happens when. Everything runs on one thread, in an order that a seed decides.</summary>
internal sealed class World(int seed)
{
    private readonly PriorityQueue<(Participant? Who, Action Run), (long At, long Order)> _events = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    public Random Random { get; } = new(seed);

    /// <summary>The true time, in ticks, which no participant knows.</summary>
    public long Now { get; private set; }

    /// <summary>The first thing that must not happen and did, or null.</summary>
    public string? Violation { get; private set; }

    public Incidents Incidents { get; set; }

    public int Events { get; private set; }

    /// <summary>When all of it happened, in one number.</summary>
    public long Trace { get; private set; }

    public void Violate(string what) => Violation ??= $"{TimeSpan.FromTicks(Now)}: {what}";

    /// <summary>Has something happen later: to the world, or to a participant, who is reached when it lives and is not paused.</summary>
    public void After(long ticks, Participant? who, Action run)
    {
        // What goes on elsewhere follows from more than the seed.
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("Something left the thread that its history runs on.");
        _events.Enqueue((who, run), (Now + Math.Max(ticks, 0), _order++));
    }

    public void RunFor(TimeSpan time)
    {
        var end = Now + time.Ticks;
        while (Violation is null && _events.TryPeek(out var next, out var when) && when.At <= end)
        {
            _events.Dequeue();
            Now = Math.Max(Now, when.At);
            if (next.Who is { IsAlive: false })
                continue;
            if (next.Who is { } who && who.PausedUntil > Now)
            {
                After(who.PausedUntil - Now, who, next.Run);
                continue;
            }
            Events++;
            Trace = unchecked(Trace * 31 + Now);
            next.Run();
        }
        Now = Math.Max(Now, end);
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public long Between(double least, double most) => TimeSpan.FromSeconds(least + Random.NextDouble() * (most - least)).Ticks;
}
