using Guarded.Store.Leases.Cells;

namespace Guarded.Store.Leases;

/// <summary>A lease that is held, as it was when somebody looked. The times are those of its holder's clock, for people: nothing is decided by them.</summary>
public sealed record LeaseState
{
    internal LeaseState(SeenLease seen)
    {
        var record = seen.Record;
        (Name, Seen, Fault) = (seen.Name, seen.State, record.Fault);
        Epoch = record.Epoch;
        if (record.Held is not { } held)
            return;
        (Id, Holder, Purpose, TimeToLive, Acquired, Renewed) = (held.Id, held.Holder, held.Purpose, held.TimeToLive, held.Acquired, held.Renewed);
    }

    /// <summary>The lease.</summary>
    public LeaseName Name { get; }

    /// <summary>Who has it, or null where what is there cannot be read. Then somebody unknown has it.</summary>
    public LeaseHolder? Holder { get; }

    /// <summary>What for, in the holder's words.</summary>
    public string? Purpose { get; }

    /// <summary>How long it may stay unchanged before others take it over, or null where that is unknown: then nobody does.</summary>
    public TimeSpan? TimeToLive { get; }

    /// <summary>When it was acquired, by the holder's clock.</summary>
    public DateTimeOffset? Acquired { get; }

    /// <summary>When it was last renewed, by the holder's clock.</summary>
    public DateTimeOffset? Renewed { get; }

    /// <summary>Why it cannot be read, or null.</summary>
    public string? Fault { get; }

    internal long Epoch { get; }

    // One acquisition, through all its renewals.
    internal UInt128? Id { get; }

    internal CellState Seen { get; }

    /// <summary>Who has it, what for and since when, in an error's words.</summary>
    /// <param name="now">The time that ages are counted to.</param>
    public string Describe(DateTimeOffset now) => Fault is null
        ? $"'{Name}' is held by {Holder} for '{Purpose}', acquired {Ago(now, Acquired)} and renewed {Ago(now, Renewed)} by its clock"
        : $"'{Name}' cannot be read, so somebody unknown holds it: {Fault}";

    private static string Ago(DateTimeOffset now, DateTimeOffset? then) =>
        now < then ? $"at {then:u}" : $"{(now - then)!.Value:d\\.hh\\:mm\\:ss} ago";
}
