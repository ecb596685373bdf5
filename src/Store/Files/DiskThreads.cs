namespace Guarded.Store.Files;

/// <summary>
/// Threads for system calls that block until a disk is done. The thread pool would add threads too slowly, and as many
/// flushes as there are writers must be under way at once: a file system serves overlapping flushes together.
/// </summary>
internal sealed class DiskThreads : TaskScheduler
{
    /// <summary>The most calls that are under way at once in this process; more wait their turn.</summary>
    public const int Most = 64;

    private static readonly TimeSpan IdleUntilItEnds = TimeSpan.FromSeconds(10);
    private static readonly DiskThreads Shared = new();

    private readonly Queue<Task> _waiting = new();
    private int _idle;
    private int _threads;

    public override int MaximumConcurrencyLevel => Most;

    public static Task RunAsync(Action call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Shared);

    public static Task<T> RunAsync<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Shared);

    /// <summary>Runs a call that needs no closure.</summary>
    public static Task<T> RunAsync<T>(Func<object?, T> call, object state) =>
        Task.Factory.StartNew(call, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Shared);

    protected override void QueueTask(Task task)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(task);
            if (_waiting.Count <= _idle)
                Monitor.Pulse(_waiting);
            else if (_threads < Most)
                Start();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_waiting)
            return [.. _waiting];
    }

    private void Start()
    {
        _threads++;
        new Thread(Work) { IsBackground = true, Name = "Guarded disk" }.UnsafeStart();
    }

    private void Work()
    {
        while (Next() is { } task)
            TryExecuteTask(task);
    }

    private Task? Next()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                var woken = Monitor.Wait(_waiting, IdleUntilItEnds);
                _idle--;
                if (!woken && _waiting.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }
            return _waiting.Dequeue();
        }
    }
}
