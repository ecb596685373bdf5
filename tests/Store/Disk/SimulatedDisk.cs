namespace Guarded.Store.Tests.Disk;

/// <summary>
/// A disk in memory, behind the file operations that a store is made of. It keeps apart what a reader sees and what is on
/// the platter, and a trace of all that was done.
/// </summary>
/// <param name="image">What is on it at first.</param>
/// <param name="hasUnnamedFiles">Whether a file can be staged without a name.</param>
internal sealed class SimulatedDisk(DiskImage image, bool hasUnnamedFiles)
{
    public const string RootPath = "/disk";

    /// <summary>The time that a file gets when it is made.</summary>
    public static readonly DateTime Created = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<TracedOperation> _trace = [];
    private readonly Dictionary<(int Folder, string Name), SimulatedProcess> _locks = [];
    private readonly Dictionary<int, SimulatedProcess> _held = [];

    public DiskImage Image => image;

    public bool HasUnnamedFiles => hasUnnamedFiles;

    public DiskState State { get; } = new(image);

    public IReadOnlyList<TracedOperation> Trace => _trace;

    /// <summary>Whose turn it is, where several processes run at once.</summary>
    public Schedule? Schedule { get; set; }

    public SimulatedProcess Start(string name) => new(this, name);

    public void Record(SimulatedProcess process, DiskOperation operation)
    {
        State.Apply(operation);
        _trace.Add(new TracedOperation(process.Name, operation));
    }

    public bool IsFree((int Folder, string Name) place) => !_locks.TryGetValue(place, out var holder) || holder.IsKilled;

    public void Lock((int Folder, string Name) place, SimulatedProcess holder) => _locks[place] = holder;

    public void Unlock((int Folder, string Name) place, SimulatedProcess holder)
    {
        lock (this)
            if (_locks.GetValueOrDefault(place) == holder)
                _locks.Remove(place);
    }

    /// <summary>Whether a live process has a staged file open.</summary>
    public bool IsHeld(int file) => _held.TryGetValue(file, out var holder) && !holder.IsKilled;

    public void Hold(int file, SimulatedProcess holder) => _held[file] = holder;

    public void Release(int file)
    {
        lock (this)
            _held.Remove(file);
    }
}
