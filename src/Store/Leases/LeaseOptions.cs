namespace Guarded.Store.Leases;

/// <summary>How a <see cref="LeaseManager"/> keeps its leases.</summary>
public sealed record LeaseOptions
{
    /// <summary>The shortest <see cref="TimeToLive"/>.</summary>
    public static readonly TimeSpan MinTimeToLive = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest <see cref="TimeToLive"/>.</summary>
    public static readonly TimeSpan MaxTimeToLive = TimeSpan.FromDays(1);

    /// <summary>The longest wait for a lease.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    /// <summary>The longest <see cref="ReleaseBound"/>.</summary>
    public static readonly TimeSpan MaxReleaseBound = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long others watch a lease stay unchanged before they take it over; 30 seconds by default. It is written into the
    /// lease, so that those who wait for one go by its holder's setting. Several times what a write to the store can take.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter than <see cref="MinTimeToLive"/> or longer than <see cref="MaxTimeToLive"/>.</exception>
    public TimeSpan TimeToLive
    {
        get;
        init => field = InRange(value, MinTimeToLive, MaxTimeToLive, nameof(TimeToLive));
    } = TimeSpan.FromSeconds(30);

    /// <summary>How long a release may take, 5 seconds by default. One that takes longer is given up: the lease then ends with its time to live.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or longer than <see cref="MaxReleaseBound"/>.</exception>
    public TimeSpan ReleaseBound
    {
        get;
        init => field = InRange(value, TimeSpan.FromTicks(1), MaxReleaseBound, nameof(ReleaseBound));
    } = TimeSpan.FromSeconds(5);

    /// <summary>How often a lease is renewed: three times in its time to live.</summary>
    public TimeSpan Heartbeat => TimeToLive / 3;

    /// <summary>
    /// How long a holder counts on a write of its lease, from before it was sent: five sixths of the time to live. The last sixth
    /// is for clocks that do not run alike.
    /// </summary>
    internal TimeSpan Reliance => TimeToLive - TimeToLive / 6;

    internal static bool IsTimeToLive(TimeSpan time) => time >= MinTimeToLive && time <= MaxTimeToLive;

    private static TimeSpan InRange(TimeSpan value, TimeSpan least, TimeSpan most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Choose {least} to {most}.");
}
