using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// Tells whether a path still leads to the file that was opened, unchanged. Linux knows by inode and change time; elsewhere
/// length and write time have to do, which miss a change of the same length within one tick of the clock.
/// </summary>
/// <param name="File">Which file it is; the default where it cannot be asked.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Changed">When it was last changed, its content or its attributes, as far as the system knows.</param>
internal readonly record struct FileState(FileIdentity File, long Length, DateTime Changed)
{
    public static FileState Of(SafeFileHandle file) => OperatingSystem.IsLinux()
        ? Of(Linux.Status(file)!.Value)
        : new FileState(default, RandomAccess.GetLength(file), System.IO.File.GetLastWriteTimeUtc(file));

    /// <summary>What is at a path now. Null where there is nothing.</summary>
    public static FileState? At(string path)
    {
        if (OperatingSystem.IsLinux())
            return Linux.Status(path) is { } status ? Of(status) : null;
        var file = new FileInfo(path);
        return file.Exists ? new FileState(default, file.Length, file.LastWriteTimeUtc) : null;
    }

    private static FileState Of(FileStatus status) => new(status.Identity, status.Length, status.Changed);
}
