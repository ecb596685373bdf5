namespace Guarded.Store.Leases;

/// <summary>Pauses of one loop, which end early for ever once they are stopped.</summary>
internal sealed class Pulse : IDisposable
{
    private readonly Lock _changing = new();
    private readonly ITimer _timer;
    private TaskCompletionSource _pause = new();

    public Pulse(TimeProvider time) =>
        _timer = time.CreateTimer(static pulse => ((Pulse)pulse!)._pause.TrySetResult(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public bool IsStopped { get; private set; }

    public Task PauseAsync(TimeSpan time)
    {
        lock (_changing)
        {
            if (IsStopped || time == TimeSpan.Zero)
                return Task.CompletedTask;
            var pause = _pause = new TaskCompletionSource();
            _timer.Change(time, Timeout.InfiniteTimeSpan);
            return pause.Task;
        }
    }

    public void Stop()
    {
        lock (_changing)
            IsStopped = true;
        _pause.TrySetResult();
    }

    public void Dispose() => _timer.Dispose();
}
