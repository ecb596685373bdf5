namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>What many histories contain.</summary>
internal sealed class Tally
{
    private static readonly Incidents[] Kinds = [.. Enum.GetValues<Incidents>().Where(kind => kind != Incidents.None)];

    private readonly int[] _histories = new int[Kinds.Length];
    private long _events;

    public int Histories { get; private set; }

    public long Acquisitions { get; private set; }

    public long Commits { get; private set; }

    /// <summary>Each incident, and in how many histories it is.</summary>
    public IEnumerable<(Incidents Incident, int Histories)> Shares => Kinds.Zip(_histories);

    public void Add(History history)
    {
        Histories++;
        (_events, Acquisitions, Commits) = (_events + history.Events, Acquisitions + history.Acquisitions, Commits + history.Commits);
        for (var kind = 0; kind < Kinds.Length; kind++)
            if (history.Incidents.HasFlag(Kinds[kind]))
                _histories[kind]++;
    }

    public void Add(Tally tally)
    {
        Histories += tally.Histories;
        (_events, Acquisitions, Commits) = (_events + tally._events, Acquisitions + tally.Acquisitions, Commits + tally.Commits);
        for (var kind = 0; kind < Kinds.Length; kind++)
            _histories[kind] += tally._histories[kind];
    }

    public override string ToString() =>
        $"{_events:N0} events, {Acquisitions:N0} acquisitions, {Commits:N0} commits; histories with " +
        string.Join(", ", Shares.Select(kind => $"{kind.Incident} {kind.Histories:N0} ({(double)kind.Histories / Math.Max(Histories, 1):P0})"));
}
