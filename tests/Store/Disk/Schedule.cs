namespace Guarded.Store.Tests.Disk;

/// <summary>
/// Lets two processes run one at a time, each for so many operations, so that all that can happen between them happens in
/// the order that a test chose. One that waits for a lock is passed over until it is free.
/// </summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly List<Turn> _turns;
    private readonly Dictionary<string, Func<bool>?> _waiting = [];
    private readonly HashSet<string> _ended = [];
    private string? _running;

    private Schedule(params Turn[] turns) => _turns = [.. turns];

    /// <summary>Runs two processes to their end: the first for so many operations, then the second for so many, then the first to its end.</summary>
    public static async Task RunAsync(SimulatedDisk disk, (string Process, int Operations, Func<Task> Work) first, (string Process, int Operations, Func<Task> Work) second)
    {
        var schedule = new Schedule(new(first.Process, first.Operations), new(second.Process, second.Operations), new(first.Process, int.MaxValue), new(second.Process, int.MaxValue));
        disk.Schedule = schedule;
        await Task.WhenAll(Task.Run(() => schedule.RunToEndAsync(first.Process, first.Work)), Task.Run(() => schedule.RunToEndAsync(second.Process, second.Work)));
        disk.Schedule = null;
    }

    /// <summary>Waits for the turn of a process, which then lasts until its next operation or its end.</summary>
    public void Enter(string process, Func<bool>? ready)
    {
        lock (_gate)
        {
            Leave(process);
            _waiting[process] = ready;
            while (Next() != process)
                if (!Monitor.Wait(_gate, Limit))
                    throw new TimeoutException($"'{process}' got no turn within {Limit}.");
            _waiting.Remove(process);
            _running = process;
            if (_turns[0].Process == process)
                _turns[0].Left--;
        }
    }

    private async Task RunToEndAsync(string process, Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            lock (_gate)
            {
                _ended.Add(process);
                Leave(process);
            }
        }
    }

    private void Leave(string process)
    {
        if (_running == process)
            _running = null;
        Monitor.PulseAll(_gate);
    }

    private string? Next()
    {
        if (_running is not null)
            return null;
        _turns.RemoveAll(turn => turn.Left == 0 || _ended.Contains(turn.Process));
        if (!_waiting.ContainsKey(_turns[0].Process))
            return null; // it is on its way to its next operation
        return IsReady(_turns[0].Process) ? _turns[0].Process : _waiting.Keys.FirstOrDefault(IsReady);
    }

    private bool IsReady(string process) => _waiting[process]?.Invoke() is not false;

    private sealed class Turn(string process, int left)
    {
        public string Process => process;

        public int Left { get; set; } = left;
    }
}
