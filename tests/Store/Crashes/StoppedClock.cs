namespace Guarded.Store.Tests.Crashes;

/// <summary>A clock that shows one time.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public static StoppedClock BeforeTheCrash { get; } = new(new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));

    public static StoppedClock AfterTheCrash { get; } = new(new(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => now;
}
