using Guarded.Store.Files;

namespace Guarded.Store.Tests.Disk;

/// <summary>Whoever uses a simulated disk: it can be made to wait for its turn, to meet a fault, or to be killed.</summary>
internal sealed class SimulatedProcess(SimulatedDisk disk, string name)
{
    public string Name => name;

    public SimulatedDisk Disk => disk;

    /// <summary>How many operations it began, reads included.</summary>
    public int Operations { get; private set; }

    public Fault? Fault { get; private set; }

    /// <summary>The error of what always fails, by what is tried and on which path; null for all else.</summary>
    public Func<string, string, int?>? Broken { get; set; }

    public int? KilledAt { get; set; }

    public bool IsKilled { get; private set; }

    private int FaultSetAt { get; set; }

    public Folder OpenRoot() => new SimulatedFolder(this, disk.State.Root, SimulatedDisk.RootPath);

    public void Fail(Fault? fault) => (Fault, FaultSetAt) = (fault, Operations);

    /// <summary>Does one operation, when it is this process's turn.</summary>
    /// <param name="action">What is tried, as in the message of an error.</param>
    /// <param name="path">On what.</param>
    /// <param name="operation">Does it.</param>
    /// <param name="partly">What has an effect also where it fails.</param>
    /// <param name="ready">What it waits for.</param>
    public T Do<T>(string action, string path, Func<T> operation, Action? partly = null, Func<bool>? ready = null)
    {
        disk.Schedule?.Enter(name, ready);
        lock (disk)
        {
            IsKilled |= Operations == KilledAt;
            if (IsKilled)
                throw new KilledException();
            if (ready is not null && !ready())
                throw new InvalidOperationException($"'{name}' would wait for ever to {action} '{path}': nobody else runs.");
            if (Broken?.Invoke(action, path) is { } error)
                throw SystemError.Failure(error, action, path);
            if (Operations++ - FaultSetAt != Fault?.At)
                return operation();
            if (!Fault.IsOfOpening)
                partly?.Invoke();
            Fault.Struck = $"{action} '{path}'";
            throw SystemError.Failure(Fault.Error, action, path);
        }
    }

    public void Record(DiskOperation operation) => disk.Record(this, operation);
}
