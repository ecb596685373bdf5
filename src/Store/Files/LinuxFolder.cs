using Microsoft.Win32.SafeHandles;
using static Guarded.Store.Files.SystemError;

namespace Guarded.Store.Files;

/// <summary>A folder on Linux, held by a handle.</summary>
internal sealed class LinuxFolder : Folder
{
    private readonly bool _unnamed;
    private readonly FileIdentity? _identity;
    private volatile int _dayKeptToTheTick = -1;

    private LinuxFolder(string path, SafeFileHandle handle, bool unnamed) : base(path)
    {
        Handle = handle;
        _unnamed = unnamed;
        _identity = Linux.Status(handle)?.Identity;
    }

    public SafeFileHandle Handle { get; }

    public override bool IsInPlace => Linux.Status(Path) is { } there && there.Identity == _identity;

    public override bool IsRemoved => Linux.Status(Handle) is not { Links: > 0 };

    // Most file systems count a link for the name, one for '.' and one for the '..' of each folder inside; others say 1.
    public override bool MayHoldFolders => Linux.Status(Handle) is not { Links: 2 };

    /// <summary>Whether the file system was seen to keep a time of the same day as exactly as .NET says it.</summary>
    public bool KeepsToTheTick(DateTime written) => DayOf(written) == _dayKeptToTheTick;

    /// <summary>Takes notice of what the file system made of a time, where that tells: it may be rounded, and cut off beyond some year.</summary>
    public void Learn(DateTime written, DateTime kept)
    {
        if (kept == written && written.Ticks % TimeSpan.TicksPerMicrosecond != 0)
            _dayKeptToTheTick = DayOf(written);
    }

    /// <param name="path">Where it is.</param>
    /// <param name="unnamed">Whether files are staged without a name, where the file system can.</param>
    public static LinuxFolder Open(string path, bool unnamed) => new(path, Posix.OpenDirectory(path), unnamed);

    public override Folder? TryOpen(string name)
    {
        if (Linux.TryOpenFolder(Handle, name) is { } folder)
            return new LinuxFolder(Below(name), folder, _unnamed);
        var error = Last;
        if (error is ENOENT)
            return null;
        if (error != ENOTDIR && error != ELOOP)
            throw Failure(error, "open", Below(name));
        return Status(name)?.Kind == FileKind.Link ? throw LinkIn(Below(name)) : null;
    }

    public override void Create(string name)
    {
        if (Linux.CreateFolder(Handle, name) < 0 && Last is not EEXIST and var error)
            throw Failure(error, "create", Below(name));
    }

    public override bool TryRemove(string name)
    {
        if (Linux.RemoveFolder(Handle, name) == 0)
            return true;
        var error = Last;
        return error is ENOENT or EEXIST or ENOTDIR || error == ENOTEMPTY ? false : throw Failure(error, "remove", Below(name));
    }

    public override StagedFile Stage(UnixFileMode? mode = null) =>
        _unnamed && Linux.TryCreateUnnamed(Handle) is { } unnamed ? new LinuxStagedFile(this, unnamed, name: null) : LinuxStagedFile.CreateNamed(this, mode);

    public override bool TrySweep(string name)
    {
        using var file = Linux.TryOpenToHold(Handle, name);
        if (file is null)
            return Last is ENOENT or EACCES or EPERM ? false : throw Failure(Last, "open", Below(name));
        return Linux.TryHold(file) && TryDelete(name);
    }

    public override FileStatus? Status(string name)
    {
        if (Linux.Status(Handle, name) is { } status)
            return status;
        var error = Last;
        return error is ENOENT ? null : throw Failure(error, "look at", Below(name));
    }

    public override OpenedFile? TryOpenFile(string name)
    {
        if (TryOpenRegular(name) is not { } file)
            return null;
        return new OpenedFile(new FileStream(file, FileAccess.Read, bufferSize: 0), Linux.Status(file)!.Value);
    }

    private protected override bool TryFlushContent(string name)
    {
        using var file = TryOpenRegular(name);
        if (file is null)
            return false;
        Posix.Flush(file, Below(name));
        return true;
    }

    public override bool TryDelete(string name)
    {
        if (Linux.RemoveFile(Handle, name) == 0)
            return true;
        var error = Last;
        return error is ENOENT ? false : throw Failure(error, "delete", Below(name));
    }

    private protected override void FlushNames() => Posix.Flush(Handle, Path);

    public override IEnumerable<FolderEntry> Entries() => FolderEntries.In(Linux.PathOf(Handle));

    public override IDisposable Lock(string name, CancellationToken cancellationToken) =>
        new FileLock(Below(name), () => TryLock(name)).Take(cancellationToken);

    public override void Dispose()
    {
        Handle.Dispose();
        base.Dispose();
    }

    private static int DayOf(DateTime time) => DateOnly.FromDateTime(time).DayNumber;

    private SafeFileHandle? TryLock(string name) =>
        FileLock.TryLock(OpenLock(name), Below(name), isCurrent: file => Linux.Status(Handle, name)?.Identity == Linux.Status(file)?.Identity);

    private SafeFileHandle OpenLock(string name)
    {
        if (Linux.TryOpenToLock(Handle, name) is not { } file)
            throw Last == ELOOP ? LinkIn(Below(name)) : Failure(Last, "open", Below(name));
        if (Linux.Status(file) is { IsRegularFile: true })
            return file;
        file.Dispose();
        throw NoFile(Below(name));
    }

    private SafeFileHandle? TryOpenRegular(string name)
    {
        if (Linux.TryOpenToRead(Handle, name) is not { } file)
            return Missing(name);
        switch (Linux.Status(file)!.Value.Kind)
        {
            case FileKind.File:
                return file;
            case FileKind.Folder:
                file.Dispose();
                return null;
            default:
                file.Dispose();
                throw NoFile(Below(name));
        }
    }

    private SafeFileHandle? Missing(string name)
    {
        var error = Last;
        if (error is ENOENT)
            return null;
        throw error == ELOOP ? LinkIn(Below(name)) : Failure(error, "open", Below(name));
    }
}
