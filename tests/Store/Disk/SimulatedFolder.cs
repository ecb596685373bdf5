using Guarded.Store.Files;

namespace Guarded.Store.Tests.Disk;

/// <summary>A folder of a simulated disk, as one process has it open.</summary>
internal sealed class SimulatedFolder(SimulatedProcess process, DiskFolder folder, string path) : Folder(path)
{
    public const int IsFolder = 21; // EISDIR

    private readonly SimulatedDisk _disk = process.Disk;

    public DiskFolder Node => folder;

    public override bool IsInPlace => !IsRemoved;

    public override bool IsRemoved => folder != _disk.State.Root && folder.Names == 0;

    public override Folder? TryOpen(string name) => process.Do("open", Below(name), () =>
        folder.Find(name) is DiskFolder found ? new SimulatedFolder(process, found, Below(name)) : null);

    public override void Create(string name) => process.Do("create", Below(name), () =>
    {
        RequireNotRemoved("create", name);
        if (folder.Find(name) is null)
            process.Record(new DiskOperation.CreateFolder(folder.Number, name, _disk.State.NextNumber));
        return true;
    });

    public override bool TryRemove(string name) => process.Do("remove", Below(name), () =>
    {
        if (folder.Find(name) is not DiskFolder found || found.Visible.Any())
            return false;
        process.Record(new DiskOperation.RemoveFolder(folder.Number, name));
        return true;
    });

    public override StagedFile Stage(UnixFileMode? mode = null) => process.Do("create a file in", Path, () =>
    {
        RequireNotRemoved("create a file in", name: null);
        return Begin(_disk.HasUnnamedFiles ? null : StagingName.New());
    });

    /// <summary>What no store does: opens a file under a name that others may use, and empties it.</summary>
    public SimulatedStagedFile Overwrite(string name) => process.Do("open", Below(name), () =>
    {
        if (folder.Find(name) is not DiskFile found)
            return Begin(name);
        process.Record(new DiskOperation.Truncate(found.Number));
        return new SimulatedStagedFile(process, this, found.Number, name);
    });

    public override bool TrySweep(string name) => process.Do("open", Below(name), () =>
        folder.Find(name) is DiskFile found && !_disk.IsHeld(found.Number)) && TryDelete(name);

    public override FileStatus? Status(string name) => process.Do<FileStatus?>("look at", Below(name), () => folder.Find(name) switch
    {
        DiskFile file => StatusOf(file),
        DiskFolder found => new FileStatus(FileKind.Folder, 0, SimulatedDisk.Created) { Identity = new(0, 0, (ulong)found.Number), Links = 1 },
        _ => null,
    });

    public override OpenedFile? TryOpenFile(string name) => process.Do<OpenedFile?>("open", Below(name), () =>
        folder.Find(name) is DiskFile file ? new OpenedFile(new MemoryStream(file.Now.Bytes, writable: false), StatusOf(file)) : null);

    public override bool TryDelete(string name) => process.Do("delete", Below(name), () =>
    {
        if (folder.Find(name) is DiskFolder)
            throw SystemError.Failure(IsFolder, "delete", Below(name));
        if (folder.Find(name) is null)
            return false;
        process.Record(new DiskOperation.Delete(folder.Number, name));
        return true;
    });

    public override IEnumerable<FolderEntry> Entries() => process.Do("list", Path, () => folder.Visible
        .Select(name => new FolderEntry(name.Key, name.Value is DiskFolder ? FileKind.Folder : FileKind.File))
        .ToArray());

    public override IDisposable Lock(string name, CancellationToken cancellationToken)
    {
        var place = (folder.Number, name);
        return process.Do("lock", Below(name), () =>
        {
            if (folder.Find(name) is null)
                process.Record(new DiskOperation.CreateFile(folder.Number, name, _disk.State.NextNumber));
            _disk.Lock(place, process);
            return new Held(() => _disk.Unlock(place, process));
        }, ready: () => _disk.IsFree(place));
    }

    public void RequireNotRemoved(string action, string? name)
    {
        if (IsRemoved)
            throw SystemError.Failure(SystemError.ENOENT, action, name is null ? Path : Below(name));
    }

    private protected override bool TryFlushContent(string name)
    {
        var file = folder.Find(name) as DiskFile;
        return process.Do("flush", Below(name), () => Flush(failed: false), partly: () => Flush(failed: true));

        bool Flush(bool failed)
        {
            if (file is not null)
                process.Record(new DiskOperation.FlushFile(file.Number, failed));
            return file is not null;
        }
    }

    private protected override void FlushNames()
    {
        process.Do("flush", Path, () => Flush(failed: false), partly: () => Flush(failed: true));

        bool Flush(bool failed)
        {
            process.Record(new DiskOperation.FlushFolder(folder.Number, failed));
            return true;
        }
    }

    private SimulatedStagedFile Begin(string? name)
    {
        var made = _disk.State.NextNumber;
        process.Record(new DiskOperation.CreateFile(folder.Number, name, made));
        _disk.Hold(made, process);
        return new SimulatedStagedFile(process, this, made, name);
    }

    private static FileStatus StatusOf(DiskFile file) => new(FileKind.File, file.Now.Bytes.Length, file.Now.Written)
    {
        Identity = new(0, 0, (ulong)file.Number),
        Links = (uint)file.Names,
    };

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
