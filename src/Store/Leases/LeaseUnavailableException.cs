namespace Guarded.Store.Leases;

/// <summary>A lease could not be had within the wait.</summary>
public sealed class LeaseUnavailableException : LeaseException
{
    internal LeaseUnavailableException(LeaseName name, LeaseState? heldBy, TimeSpan waited, DateTimeOffset now)
        : base($"{heldBy?.Describe(now) ?? $"'{name}' was taken by others each time it was free"}. It was waited for {waited.TotalSeconds:0.###} seconds. {Remedy(heldBy)}") =>
        (Name, HeldBy) = (name, heldBy);

    internal LeaseUnavailableException(LeaseName name, string place, TimeSpan waited)
        : base($"'{name}' cannot be had: '{place}' lies among its items and is no lease, so somebody unknown may hold it. It was waited for {waited.TotalSeconds:0.###} seconds. Find out who put it there, and remove it.") =>
        Name = name;

    private LeaseUnavailableException(string message, LeaseName name) : base(message) => Name = name;

    internal static LeaseUnavailableException Unanswered(LeaseName name, TimeSpan waited) => new(
        $"The store did not answer when '{name}' was asked for, so nobody knows who has it. It was waited for {waited.TotalSeconds:0.###} seconds. If this process got it, it is given back when the store answers, or ends with its time to live. Check the store, and ask again.",
        name);

    /// <summary>The lease that was asked for.</summary>
    public LeaseName Name { get; }

    /// <summary>What stood in the way, which may be another lease of the same tree; null where that is not known, as of a store that does not answer.</summary>
    public LeaseState? HeldBy { get; }

    private static string Remedy(LeaseState? heldBy) => heldBy switch
    {
        null => "Wait longer.",
        { Fault: not null } => "It is never taken over by itself. Update this program if a newer one wrote it; else make sure that no holder is alive, and release it with ForceReleaseAsync.",
        { TimeToLive: var timeToLive } => $"Wait longer, or end that process: a lease that stays unchanged for {timeToLive!.Value.TotalSeconds:0.###} seconds is taken over. Where the holder lives and is stuck, release it with ForceReleaseAsync.",
    };
}
