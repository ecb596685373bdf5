namespace Guarded.Store.Files;

/// <summary>A folder by its path, for systems whose calls relative to a handle .NET does not reach.</summary>
/// <param name="path">Where it is.</param>
/// <param name="above">The folder through which it was opened, if any.</param>
internal sealed class PathFolder(string path, PathFolder? above = null) : Folder(path)
{
    /// <exception cref="DirectoryNotFoundException">Nothing is there.</exception>
    public static new PathFolder Open(string path) =>
        Directory.Exists(path) ? new PathFolder(path) : throw new DirectoryNotFoundException($"Could not open '{path}': it does not exist.");

    public override bool IsInPlace => Directory.Exists(Path);

    public override bool IsRemoved => !Directory.Exists(Path);

    public override Folder? TryOpen(string name)
    {
        var folder = new DirectoryInfo(Below(name));
        if (folder.LinkTarget is not null)
            throw LinkIn(folder.FullName);
        return folder.Exists ? new PathFolder(folder.FullName, this) : null;
    }

    public override void Create(string name)
    {
        if (!Directory.Exists(Path))
            throw new DirectoryNotFoundException($"Could not create '{Below(name)}': the folder above it was removed.");
        if (!File.Exists(Below(name)))
            Directory.CreateDirectory(Below(name));
    }

    public override bool TryRemove(string name)
    {
        var folder = new DirectoryInfo(Below(name));
        if (!folder.Exists || folder.EnumerateFileSystemInfos().Any())
            return false;
        try
        {
            folder.Delete();
            return true;
        }
        catch (IOException) when (Directory.Exists(folder.FullName))
        {
            return false; // a writer was faster, or has it open
        }
    }

    public override StagedFile Stage(UnixFileMode? mode = null) => PathStagedFile.Create(Path, mode);

    // A live writer's handle refuses this one. The name goes with the handle, so that no writer can lock it in between.
    public override bool TrySweep(string name)
    {
        try
        {
            File.OpenHandle(Below(name), FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException exception) when (SharingViolation.Is(exception))
        {
            return false;
        }
    }

    public override FileStatus? Status(string name)
    {
        var file = new FileInfo(Below(name));
        if (file.LinkTarget is not null)
            return new FileStatus(FileKind.Link, 0, file.LastWriteTimeUtc);
        if (Directory.Exists(file.FullName))
            return new FileStatus(FileKind.Folder, 0, file.LastWriteTimeUtc);
        return file.Exists ? new FileStatus(FileKind.File, file.Length, file.LastWriteTimeUtc) : null;
    }

    public override OpenedFile? TryOpenFile(string name)
    {
        if (Open(name, FileAccess.Read) is not { } content)
            return null;
        return new OpenedFile(content, new FileStatus(FileKind.File, content.Length, File.GetLastWriteTimeUtc(content.SafeFileHandle)));
    }

    private protected override bool TryFlushContent(string name)
    {
        // FlushFileBuffers asks for the right to write, fsync does not.
        using var content = Open(name, OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read);
        if (content is null)
            return false;
        RandomAccess.FlushToDisk(content.SafeFileHandle);
        return true;
    }

    public override bool TryDelete(string name)
    {
        if (!File.Exists(Below(name)))
            return false;
        File.Delete(Below(name));
        return true;
    }

    // Without a handle nobody can tell whether the folder was removed and made again: those above it are flushed too.
    // Windows has no such call: NTFS journals its names together with the rename or the link.
    private protected override void FlushNames()
    {
        if (OperatingSystem.IsWindows())
            return;
        using (var handle = Posix.OpenDirectory(Path))
            Posix.Flush(handle, Path);
        above?.Flush();
    }

    public override IEnumerable<FolderEntry> Entries() => FolderEntries.In(Path);

    public override IDisposable Lock(string name, CancellationToken cancellationToken) => FileLock.At(Below(name)).Take(cancellationToken);

    private FileStream? Open(string name, FileAccess access)
    {
        var path = Below(name);
        if (new FileInfo(path).LinkTarget is not null)
            throw LinkIn(path);
        try
        {
            return new FileStream(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            return null;
        }
    }
}
