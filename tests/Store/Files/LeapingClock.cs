namespace Guarded.Store.Tests.Files;

/// <summary>A clock on which a minute goes by between two looks.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private long _minutes;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => 60 * _minutes++;
}
