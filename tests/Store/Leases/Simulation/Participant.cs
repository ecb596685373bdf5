using Guarded.Store.Leases;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>One process from its start to its crash, with a clock of its own that may run too fast or too slow, leap or stand.</summary>
internal sealed class Participant : TimeProvider
{
    private readonly World _world;
    private readonly List<ParticipantTimer> _timers = [];
    private readonly TimeSpan _offset;
    private long _setAt;
    private long _setTo;
    private double _rate;

    public Participant(World world, int number)
    {
        _world = world;
        (_setAt, _setTo, _rate) = (world.Now, world.Between(0, 1000), 0.95 + world.Random.NextDouble() / 10);
        _offset = TimeSpan.FromDays(world.Random.Next(-400, 400));
        Identity = new LeaseProcess($"host-{number}", number, world.Random);
    }

    public LeaseProcess Identity { get; }

    public bool IsAlive { get; private set; } = true;

    public long PausedUntil { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _setTo + (long)((_world.Now - _setAt) * _rate);

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp()) + _offset;

    public void Crash() => IsAlive = false;

    public void Pause(long ticks) => PausedUntil = _world.Now + ticks;

    /// <summary>Sets the clock forward, and how fast it goes from now on.</summary>
    public void SetClock(long leap, double rate)
    {
        (_setTo, _setAt, _rate) = (GetTimestamp() + leap, _world.Now, rate);
        foreach (var timer in _timers.ToArray())
            timer.Arm();
    }

    public Task SleepAsync(long ticks) => Task.Delay(TimeSpan.FromTicks(ticks), this);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ParticipantTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ParticipantTimer(Participant owner, Action run) : ITimer
    {
        private long _due;
        private int _armed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _armed++;
            owner._timers.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            owner._timers.Add(this);
            _due = owner.GetTimestamp() + dueTime.Ticks;
            Arm();
            return true;
        }

        public void Arm()
        {
            var armed = ++_armed;
            if (owner._rate > 0)
                owner._world.After((long)Math.Ceiling((_due - owner.GetTimestamp()) / owner._rate), owner, () => Fire(armed));
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire(int armed)
        {
            if (armed != _armed)
                return;
            if (owner.GetTimestamp() < _due)
            {
                Arm();
                return;
            }
            owner._timers.Remove(this);
            run();
        }
    }
}
