namespace Guarded.Store.Files;

/// <summary>Where a whole-file write ends up, past symbolic links, and what of the file that is there is kept.</summary>
internal sealed class ReplacedFile : IDisposable
{
    private const UnixFileMode SetIds = UnixFileMode.SetUser | UnixFileMode.SetGroup;

    private readonly string _path;
    private readonly Folder _folder;
    private readonly FileStatus? _status;
    private readonly UnixFileMode? _mode;

    private ReplacedFile(string path, Folder folder)
    {
        _path = path;
        _folder = folder;
        if (!File.Exists(path))
            return;
        _status = Linux.Status(path);
        if (_status is { IsRegularFile: false })
            throw new IOException($"'{path}' is no ordinary file, and replacing it would destroy the device or pipe. Write to it with File.");
        // Opening it for writing asks the permission that a write in place would need; a rename asks only the folder's.
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        _mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(handle);
    }

    public static ReplacedFile At(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(full) || Directory.Exists(full))
            throw new UnauthorizedAccessException($"'{full}' is a directory. Name a file in it.");
        return In(SymbolicLink.Follow(full));
    }

    public StagedFile Stage()
    {
        try
        {
            return _folder.Stage(_mode & ~SetIds);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"Could not write '{_path}': its replacement is staged beside it, and this user may not create files in '{_folder.Path}'. Grant that, or write in place with File.", exception);
        }
    }

    public void Publish(StagedFile staged)
    {
        if (_mode is { } mode && !OperatingSystem.IsWindows())
        {
            // The owner first: changing it clears the set-ID bits, and without it they would mean another user.
            var sameOwner = _status is not { } status || Linux.TryChangeOwner(staged.Handle, status.Owner, status.Group);
            File.SetUnixFileMode(staged.Handle, sameOwner ? mode : mode & ~SetIds);
        }
        staged.PublishReplacing(_folder, Path.GetFileName(_path), Durability.Full);
    }

    public void Dispose() => _folder.Dispose();

    private static ReplacedFile In(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"Could not write '{path}': the folder '{folder}' does not exist. Create it first.");
        var opened = Folder.Open(folder);
        try
        {
            return new ReplacedFile(path, opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}
