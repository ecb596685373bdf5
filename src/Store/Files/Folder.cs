using System.Collections.Concurrent;

namespace Guarded.Store.Files;

/// <summary>
/// An open folder, and the file operations that a store is made of: tests put a simulated disk here. Names are single
/// segments. On Linux they are reached through the folder's handle, so that no link planted above them is followed and
/// a folder that was removed and made again is never mistaken for the one that was opened.
/// </summary>
internal abstract class Folder(string path) : IDisposable
{
    private readonly ConcurrentDictionary<string, IOException> _unflushed = new();
    private volatile IOException? _unflushedNames;

    /// <summary>Where the folder was when it was opened.</summary>
    public string Path { get; } = path;

    /// <summary>Whether its path still leads to this folder.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Whether the folder was removed while it was open.</summary>
    public abstract bool IsRemoved { get; }

    /// <summary>Whether something here could not be flushed, which only this object knows.</summary>
    public bool HasFailed => _unflushedNames is not null || !_unflushed.IsEmpty;

    /// <summary>False where it is certain, without reading the names, that no folder is in this one.</summary>
    public virtual bool MayHoldFolders => true;

    /// <exception cref="DirectoryNotFoundException">Nothing is there.</exception>
    public static Folder Open(string path) => OperatingSystem.IsLinux() ? LinuxFolder.Open(path, unnamed: true) : PathFolder.Open(path);

    /// <summary>Opens a folder in this one. Null where there is none, or a file.</summary>
    /// <exception cref="IOException">A link is there, which is not followed.</exception>
    public abstract Folder? TryOpen(string name);

    /// <summary>Makes a folder in this one, unless something of that name is there.</summary>
    public abstract void Create(string name);

    /// <summary>Removes a folder in this one. False where it is not empty or is gone.</summary>
    public abstract bool TryRemove(string name);

    /// <summary>Begins a file here that nobody else writes; without a name where that is possible.</summary>
    /// <param name="mode">Permissions that are never wider while it has a name; the usual ones where none are given.</param>
    public abstract StagedFile Stage(UnixFileMode? mode = null);

    /// <summary>Removes a staged file that a crash left. False where its writer lives, where this user may not open it, or where it is gone.</summary>
    public abstract bool TrySweep(string name);

    /// <summary>What a name leads to, or null.</summary>
    public abstract FileStatus? Status(string name);

    /// <summary>Opens a file for reading, or gives null where there is none.</summary>
    /// <exception cref="IOException">A link, a device or a pipe is there.</exception>
    public abstract OpenedFile? TryOpenFile(string name);

    /// <summary>Flushes the content of a file that may have been written by another process. False where there is none.</summary>
    /// <exception cref="IOException">It could not be flushed, now or earlier: see <see cref="Flush"/>.</exception>
    public bool TryFlushFile(string name)
    {
        if (_unflushed.TryGetValue(name, out var failure))
            throw FailedEarlier(Below(name), failure);
        try
        {
            return TryFlushContent(name);
        }
        catch (IOException exception) when (!SystemError.IsOfOpening(exception) && Status(name) is not null)
        {
            _unflushed[name] = exception;
            throw;
        }
    }

    /// <summary>Removes a file's name. False where there is none.</summary>
    public abstract bool TryDelete(string name);

    /// <summary>Forgets that a file could not be flushed: another took its name, or none.</summary>
    public void Forget(string name) => _unflushed.TryRemove(name, out _);

    /// <summary>Makes the names in this folder survive power loss. Once that failed it is never tried again: the kernel may call what it lost clean.</summary>
    /// <exception cref="IOException">It could not be flushed, now or earlier.</exception>
    public void Flush()
    {
        if (_unflushedNames is { } failure)
            throw FailedEarlier(Path, failure);
        try
        {
            FlushNames();
        }
        catch (IOException exception) when (!SystemError.IsOfOpening(exception))
        {
            _unflushedNames = exception;
            throw;
        }
    }

    /// <summary>The names in this folder, in no order, each once.</summary>
    public abstract IEnumerable<FolderEntry> Entries();

    /// <summary>Waits for the exclusive lock of this name, which threads and processes share. Hold it for moments only.</summary>
    /// <exception cref="IOException">Others held it for half a minute.</exception>
    public abstract IDisposable Lock(string name, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }

    private protected abstract bool TryFlushContent(string name);

    private protected abstract void FlushNames();

    private protected string Below(string name) => System.IO.Path.Combine(Path, name);

    private protected static IOException LinkIn(string path) =>
        new($"'{path}' is a symbolic link, which no store makes and which is not followed. Remove it.");

    private protected static IOException NoFile(string path) =>
        new($"'{path}' is neither a file nor a folder. Remove it: no store makes such things.");

    private static IOException FailedEarlier(string path, IOException failure) =>
        new($"An earlier flush of '{path}' failed ({failure.Message}), so that nobody can say what of it is on the disk. Check the disk, then open the store anew and verify it.", failure);
}
