namespace Guarded.Store.Files;

/// <summary>
/// Threads for system calls that block until a disk is done. The thread pool would add threads too slowly, and as many
/// flushes as there are writers must be under way at once: a file system serves overlapping flushes together.
/// </summary>
/// <remarks>
/// What awaits a call goes on on the thread that made it, which spares waking another, and that thread is away meanwhile:
/// it does not count, so that code which blocks there holds up nobody. Where too many are away the thread pool takes over.
/// </remarks>
internal static class DiskThreads
{
    /// <summary>The most calls that are under way at once in this process; more wait their turn.</summary>
    public const int Most = 64;

    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan IdleUntilItEnds = TimeSpan.FromSeconds(10);

    // Guards all that follows, and is pulsed for a thread that sleeps. A thread leaves without it: _calling falls, and _away changes, at any time.
    private static readonly Queue<DiskCall> Waiting = new();
    private static int _threads;
    private static int _calling;
    private static int _idle;
    private static int _away;
    private static bool _watching;
    private static long _made;

    [ThreadStatic]
    private static bool _takesNext;

    /// <summary>Runs a call that is awaited at once.</summary>
    public static Task<T> RunAsync<T>(Func<T> call) => RunAsync(static call => ((Func<T>)call!)(), call);

    /// <summary>Runs a call that needs no closure and is awaited at once.</summary>
    public static Task<T> RunAsync<T>(Func<object?, T> call, object state) => QueueAsync(call, state, isAwaited: true);

    /// <summary>Runs a call while its caller goes on.</summary>
    public static Task BeginAsync(Action call) => QueueAsync(
        static call =>
        {
            ((Action)call!)();
            return true;
        },
        call,
        isAwaited: false);

    private static Task<T> QueueAsync<T>(Func<object?, T> call, object state, bool isAwaited)
    {
        var queued = new DiskCall<T>(call, state);
        lock (Waiting)
        {
            Waiting.Enqueue(queued);
            Interlocked.MemoryBarrier(); // first it waits, then it is looked who calls: who leaves does the reverse
            // A thread that is away takes the next call itself when it returns; if it does not, the one that watches does.
            if (isAwaited && _takesNext && _watching)
                _takesNext = false;
            else
                FindThread();
        }
        return queued.Task;
    }

    private static void Work()
    {
        var wasAway = false;
        while (Next(wasAway) is { } call)
        {
            call.Make();
            wasAway = TryLeave();
            _takesNext = wasAway;
            call.End(onThisThread: wasAway);
            _takesNext = false;
        }
    }

    private static DiskCall? Next(bool wasAway)
    {
        lock (Waiting)
        {
            if (wasAway)
                Interlocked.Decrement(ref _away);
            while (Waiting.Count == 0 || _calling == Most)
            {
                if (Sleep())
                    continue;
                _threads--;
                return null;
            }
            Interlocked.Increment(ref _calling);
            _made++;
            return Waiting.Dequeue();
        }
    }

    // False where there was nothing to do for long.
    private static bool Sleep()
    {
        _idle++;
        var woken = (!_watching && WatchAndWait()) || Monitor.Wait(Waiting, IdleUntilItEnds);
        _idle--;
        return woken || Waiting.Count > 0;
    }

    // One that sleeps looks by itself as long as calls are made or under way, so that not each of them has to wake it.
    private static bool WatchAndWait()
    {
        _watching = true;
        var woken = false;
        for (var seen = _made - 1; (seen != _made || _calling > 0) && !woken;)
        {
            seen = _made;
            woken = Monitor.Wait(Waiting, WatchEvery) || Waiting.Count > 0;
        }
        _watching = false;
        // It takes one call. The others, which nobody may have been woken for, must not wait until that has ended.
        for (var others = Waiting.Count - 1; others > 0; others--)
            FindThread();
        return woken;
    }

    // Without the lock, which many want at once when a flush has let them go on.
    private static bool TryLeave()
    {
        Interlocked.Decrement(ref _calling);
        if (Interlocked.Increment(ref _away) > Most)
        {
            Interlocked.Decrement(ref _away);
            return false;
        }
        if (Waiting.Count > 0)
        {
            lock (Waiting)
                FindThread();
        }
        return true;
    }

    // Under the lock.
    private static void FindThread()
    {
        if (Waiting.Count == 0 || _calling == Most)
            return;
        if (Waiting.Count > _idle && _threads < 2 * Most)
            Start();
        else if (_idle > 0)
            Monitor.Pulse(Waiting);
    }

    private static void Start()
    {
        _threads++;
        new Thread(Work) { IsBackground = true, Name = "Guarded disk" }.UnsafeStart();
    }
}
