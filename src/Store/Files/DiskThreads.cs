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

    private const int SpinsBeforeSleep = 60;
    private static readonly TimeSpan IdleUntilItEnds = TimeSpan.FromSeconds(10);

    // Guards all that follows, and is pulsed for a thread that sleeps.
    private static readonly Queue<DiskCall> Waiting = new();
    private static int _waiting;
    private static int _threads;
    private static int _calling;
    private static int _idle;
    private static int _away;
    private static bool _spinning;

    [ThreadStatic]
    private static bool _takesNext;

    public static Task RunAsync(Action call) => RunAsync(
        static call =>
        {
            ((Action)call!)();
            return true;
        },
        call);

    public static Task<T> RunAsync<T>(Func<T> call) => RunAsync(static call => ((Func<T>)call!)(), call);

    /// <summary>Runs a call that needs no closure.</summary>
    public static Task<T> RunAsync<T>(Func<object?, T> call, object state)
    {
        var queued = new DiskCall<T>(call, state);
        lock (Waiting)
        {
            Waiting.Enqueue(queued);
            _waiting = Waiting.Count;
            // A thread that is away takes the next call itself when it returns; if it does not, whoever ends a call does.
            if (_takesNext && _calling > 0)
                _takesNext = false;
            else
                FindThread();
        }
        return queued.Task;
    }

    private static void Work()
    {
        while (Next() is { } call)
        {
            call.Make();
            var goesAway = TryLeave();
            _takesNext = goesAway;
            call.End(onThisThread: goesAway);
            _takesNext = false;
            if (goesAway)
                Return();
        }
    }

    private static DiskCall? Next()
    {
        lock (Waiting)
        {
            if (Waiting.Count == 0)
                Spin();
            while (Waiting.Count == 0 || _calling == Most)
            {
                _idle++;
                var woken = Monitor.Wait(Waiting, IdleUntilItEnds);
                _idle--;
                if (woken || Waiting.Count > 0)
                    continue;
                _threads--;
                return null;
            }
            _calling++;
            var next = Waiting.Dequeue();
            _waiting = Waiting.Count;
            return next;
        }
    }

    private static bool TryLeave()
    {
        lock (Waiting)
        {
            _calling--;
            var goesAway = _away < Most;
            if (goesAway)
            {
                _away++;
                FindThread();
            }
            return goesAway;
        }
    }

    private static void Return()
    {
        lock (Waiting)
            _away--;
    }

    // Under the lock. A spinning thread sees by itself what waits.
    private static void FindThread()
    {
        var unseen = Waiting.Count - (_spinning ? 1 : 0);
        if (unseen <= 0 || _calling == Most)
            return;
        if (unseen > _idle && _threads < 2 * Most)
            Start();
        else if (_idle > 0)
            Monitor.Pulse(Waiting);
    }

    private static void Start()
    {
        _threads++;
        new Thread(Work) { IsBackground = true, Name = "Guarded disk" }.UnsafeStart();
    }

    // The next call of a lone writer comes within microseconds: waiting for it awake is faster than being woken.
    private static void Spin()
    {
        if (_spinning || _calling > 0)
            return;
        _spinning = true;
        Monitor.Exit(Waiting);
        for (var spin = 0; spin < SpinsBeforeSleep && Volatile.Read(ref _waiting) == 0; spin++)
            Thread.SpinWait(20);
        Monitor.Enter(Waiting);
        _spinning = false;
    }
}
