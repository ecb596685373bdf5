using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>Where a whole-file write ends up, past symbolic links, and what of the file that is there is kept.</summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _path;
    private KeptAttributes? _kept;
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

    /// <summary>The file at a path or, past links, the one that it leads to. It need not exist yet.</summary>
    public static ReplacedFile At(string path)
    {
        var full = FileName(path);
        if (Directory.Exists(full))
            throw Directories(full);
        var target = new ReplacedFile(SymbolicLink.Follow(full));
        if (target.TryOpen(FileAccess.Write) is { } current)
            using (current)
                target._kept = KeptAttributes.Of(current);
        return target;
    }

    /// <summary>A name that is to be free when its file is published: whatever has it by then, a link too, stays.</summary>
    public static ReplacedFile New(string path) => new(FileName(path));

    public StagedFile Stage()
    {
        try
        {
            return Opened().Stage(_kept?.InitialMode);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"Could not write '{_path}': its content is staged beside it, and this user may not create files in '{Folder}'. Grant that, or write in place with File.", exception);
        }
    }

    /// <summary>The file that was found and is to be replaced, or null where there was none or it is gone.</summary>
    public FileStream? OpenCurrent()
    {
        if (_kept is null)
            return null;
        try
        {
            return new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void Publish(StagedFile staged)
    {
        _kept?.GiveTo(staged.Handle);
        staged.PublishReplacing(Opened(), Path.GetFileName(_path), Durability.Full);
    }

    /// <summary>Publishes under a name that is free. False where it is taken: what has it stays.</summary>
    public bool TryPublishNew(StagedFile staged) => staged.PublishNew(Opened(), Path.GetFileName(_path), Durability.Full);

    /// <summary>Publishes over the file that was read before. False where another is there by now, or it changed.</summary>
    public bool TryPublishOver(StagedFile staged, FileState read)
    {
        _kept?.GiveTo(staged.Handle);
        return staged.TryPublishReplacing(Opened(), Path.GetFileName(_path), Durability.Full, () => FileState.At(_path) == read);
    }

    public void Dispose() => _opened?.Dispose();

    private Folder Opened() => _opened ??= Files.Folder.Open(Folder);

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
        return Path.EndsInDirectorySeparator(full) ? throw Directories(full) : full;
    }

    private static UnauthorizedAccessException Directories(string path) => new($"'{path}' is a directory. Name a file in it.");
}
