using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>Where a whole-file write ends up, past symbolic links, and what of the file that is there is kept.</summary>
internal sealed class ReplacedFile : IDisposable
{
    private const int TextFileBusy = 26; // ETXTBSY of Linux
    private const int MostShown = 100;

    // PATH_MAX, without the NUL at its end.
    private static readonly int MostBytesOfPath = OperatingSystem.IsMacOS() ? 1023 : 4095;

    private readonly string _path;
    private KeptAttributes? _kept;
    private FileState _state;
    private Folder? _opened;

    private ReplacedFile(string path)
    {
        _path = path;
        Folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(Folder))
            throw new DirectoryNotFoundException($"Could not write '{path}': the folder '{Folder}' does not exist. Create it first.");
    }

    /// <summary>The path of the folder that it lies in.</summary>
    public string Folder { get; }

    /// <summary>What was in the file when it was opened to be appended to. Null where there was none.</summary>
    public FileStream? Current { get; private set; }

    /// <summary>The file at a path or, past links, the one that it leads to. It need not exist yet.</summary>
    public static ReplacedFile At(string path)
    {
        var target = Find(path);
        if (target.TryOpen(FileAccess.Write) is { } current)
            using (current)
                target._kept = KeptAttributes.Of(current);
        return target;
    }

    /// <summary>The same, for a copy: what was opened is held, so that no other file gets its number.</summary>
    public static ReplacedFile ToAppend(string path)
    {
        var target = Find(path);
        if (target.TryOpen(FileAccess.ReadWrite) is not { } current)
            return target;
        target.Current = new FileStream(current, FileAccess.ReadWrite, bufferSize: 0);
        // Asked before the content is read: what is written in place from here on shows.
        target._state = FileState.Of(current);
        target._kept = KeptAttributes.Of(current);
        return target;
    }

    /// <summary>A name that is to be free when its file is published: whatever has it by then, a link too, stays.</summary>
    public static ReplacedFile New(string path) => new(FileName(path));

    /// <summary>Opens the folder that it lies in, as staging does.</summary>
    public Folder OpenFolder()
    {
        try
        {
            return _opened ??= Files.Folder.Open(Folder);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"Could not write '{_path}': the folder '{Folder}' cannot be read by this user. It is opened to flush it, without which the file's name does not survive power loss. Grant that, or write in place with File.", exception);
        }
    }

    public StagedFile Stage()
    {
        var folder = OpenFolder();
        try
        {
            return folder.Stage(_kept?.InitialMode);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"Could not write '{_path}': its content is staged beside it, and this user may not create files in '{Folder}'. Grant that, or write in place with File.", exception);
        }
    }

    public void Publish(StagedFile staged)
    {
        _kept?.GiveTo(staged.Handle);
        staged.PublishReplacing(OpenFolder(), Path.GetFileName(_path), Durability.Full);
    }

    /// <summary>Publishes under a name that is free. False where it is taken: what has it stays.</summary>
    public bool TryPublishNew(StagedFile staged) => staged.PublishNew(OpenFolder(), Path.GetFileName(_path), Durability.Full);

    /// <summary>Publishes in the place of what was opened to be appended to. False where another is there by now, or it changed.</summary>
    public bool TryPublishAppended(StagedFile staged)
    {
        if (Current is null)
            return TryPublishNew(staged);
        _kept?.GiveTo(staged.Handle);
        return staged.TryPublishReplacing(OpenFolder(), Path.GetFileName(_path), Durability.Full, IsAsOpened);
    }

    public void Dispose()
    {
        Current?.Dispose();
        _opened?.Dispose();
    }

    private static ReplacedFile Find(string path)
    {
        var full = FileName(path);
        return Directory.Exists(full) ? throw Directories(full) : new ReplacedFile(SymbolicLink.Follow(full));
    }

    // Closed only after the look, and before the rename: Windows replaces no file that is open.
    private bool IsAsOpened()
    {
        var isSame = FileState.At(_path) == _state;
        Current?.Dispose();
        return isSame;
    }

    // Opening it for writing asks the permission that a write in place would need; a rename asks only the folder's.
    // Null where there is no file: only the opening itself can tell, as others may create and delete it at any time.
    private SafeFileHandle? TryOpen(FileAccess access)
    {
        RefuseUnlessRegular(Linux.Status(_path)); // opening a pipe would wait for its reader
        try
        {
            return File.OpenHandle(_path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException exception) when (OperatingSystem.IsLinux() && exception.HResult == TextFileBusy)
        {
            throw new IOException($"'{_path}' is a program that is running, which the system lets nobody write. Stop it first, or give the new one another name.", exception);
        }
    }

    private void RefuseUnlessRegular(FileStatus? status)
    {
        if (status is { IsRegularFile: false })
            throw new IOException($"'{_path}' is no ordinary file, and replacing it would destroy the device or pipe. Write to it with File.");
    }

    private static string FileName(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        // Said here: where the system only fails to look at it, the folder would seem to be missing.
        if (!OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(full) > MostBytesOfPath)
            throw new PathTooLongException($"'{full[..MostShown]}…' is longer than {MostBytesOfPath} bytes, which is the most that the system takes.");
        return Path.EndsInDirectorySeparator(full) ? throw Directories(full) : full;
    }

    private static UnauthorizedAccessException Directories(string path) => new($"'{path}' is a directory. Name a file in it.");
}
