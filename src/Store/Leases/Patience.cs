namespace Guarded.Store.Leases;

/// <summary>A wait that looks again and again, until its bound. The pauses grow and differ, so that no waiter is always the later one.</summary>
internal sealed class Patience(TimeProvider time, Random random, TimeSpan bound, TimeSpan longestPause)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    private readonly long _began = time.GetTimestamp();
    private TimeSpan _pause = FirstPause;

    public TimeSpan Waited => time.GetElapsedTime(_began);

    public TimeSpan Left => bound - Waited is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Pauses before another look. False, at once, where the wait is over.</summary>
    public async ValueTask<bool> PauseAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var left = Left;
        if (left == TimeSpan.Zero)
            return false;
        var pause = Least(_pause, longestPause) * (0.5 + random.NextDouble() / 2);
        _pause = Least(_pause * 2, longestPause);
        await Task.Delay(Least(pause, left), time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
