namespace Guarded.Store.Testing;

/// <summary>A clock with timers that moves when a test says so. What waits for it goes on within <see cref="Advance"/>, on this thread.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<VirtualTimer> _timers = [];
    private long _now;

    /// <summary>How far the time of day is off. The timers and time stamps take no notice.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => Epoch.AddTicks(_now) + Offset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var until = _now + time.Ticks;
        StayOnThisThread();
        while (_timers.MinBy(timer => timer.Due) is { } next && next.Due <= until)
        {
            _now = Math.Max(_now, next.Due);
            _timers.Remove(next);
            next.Run();
        }
        _now = until;
    }

    /// <summary>What is awaited from here on goes on where it was completed: a test runner's context would queue it.</summary>
    public static void StayOnThisThread() => SynchronizationContext.SetSynchronizationContext(null);

    private sealed class VirtualTimer(VirtualClock clock, Action run) : ITimer
    {
        public long Due { get; private set; }

        public Action Run { get; } = run;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            clock._timers.Remove(this);
            Due = clock._now + dueTime.Ticks;
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock._timers.Add(this);
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
