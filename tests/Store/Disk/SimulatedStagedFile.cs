using Guarded.Store.Files;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Tests.Disk;

/// <summary>A staged file on a simulated disk, published as on Linux.</summary>
internal sealed class SimulatedStagedFile(SimulatedProcess process, SimulatedFolder folder, int file, string? name) : StagedFile
{
    private readonly string _path = Path.Combine(folder.Path, name ?? "(staged)");
    private string? _name = name;
    private bool _isOpen = true;

    public override SafeFileHandle Handle => throw new NotSupportedException("Nothing of a simulated disk has a handle.");

    public override DateTime Stamp(DateTime written) => process.Do("stamp", _path, () =>
    {
        process.Record(new DiskOperation.Stamp(file, written));
        return written;
    });

    /// <summary>Flushes alone, for writers that do not publish as they should.</summary>
    public void FlushAlone() => Flush();

    /// <summary>Renames alone, for writers that do not publish as they should.</summary>
    public void RenameAlone(SimulatedFolder target, string name) => Replace(target, name);

    public override void Dispose()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        process.Disk.Release(file);
        if (_name is not null && StagingName.Is(_name))
            folder.TryDelete(_name);
    }

    private protected override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var written = bytes.ToArray();
        process.Do("write", _path, () => Write(written), partly: () => Write(written.AsMemory(0, written.Length / 2)));

        bool Write(ReadOnlyMemory<byte> part)
        {
            process.Record(new DiskOperation.Write(file, (int)offset, part));
            return true;
        }
    }

    private protected override void Flush()
    {
        process.Do("flush", _path, () => Flush(failed: false), partly: () => Flush(failed: true));

        bool Flush(bool failed)
        {
            process.Record(new DiskOperation.FlushFile(file, failed));
            return true;
        }
    }

    private protected override bool TryName(Folder target, string name)
    {
        var into = (SimulatedFolder)target;
        return process.Do("publish", Path.Combine(into.Path, name), () =>
        {
            into.RequireNotRemoved("publish", name);
            if (_name is not null && folder.Node.Find(_name)?.Number != file)
                throw SystemError.Failure(SystemError.ENOENT, "publish", Path.Combine(into.Path, name));
            if (into.Node.Find(name) is not null)
                return false;
            process.Record(new DiskOperation.Link(file, into.Node.Number, name));
            return true;
        });
    }

    private protected override void Replace(Folder target, string name)
    {
        var into = (SimulatedFolder)target;
        _name ??= TakeName();
        process.Do("replace", Path.Combine(into.Path, name), () =>
        {
            into.RequireNotRemoved("replace", name);
            if (folder.Node.Find(_name) is null)
                throw SystemError.Failure(SystemError.ENOENT, "replace", Path.Combine(into.Path, name));
            if (into.Node.Find(name) is DiskFolder)
                throw SystemError.Failure(SimulatedFolder.IsFolder, "replace", Path.Combine(into.Path, name));
            process.Record(new DiskOperation.Rename(folder.Node.Number, _name, into.Node.Number, name));
            return true;
        });
        _name = null;
    }

    // An unnamed file cannot replace another: it takes a name of its own for the moment before the rename.
    private string TakeName()
    {
        var name = StagingName.New();
        return process.Do("create a file in", folder.Path, () =>
        {
            folder.RequireNotRemoved("create a file in", name: null);
            process.Record(new DiskOperation.Link(file, folder.Node.Number, name));
            return name;
        });
    }
}
