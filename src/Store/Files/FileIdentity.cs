using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// Tells whether a path still leads to the file that was opened, unchanged. Linux knows by inode and change time; elsewhere
/// length and write time have to do, which miss a change of the same length within one tick of the clock.
/// </summary>
/// <param name="Inode">Zero where it cannot be asked.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Changed">The system's own count of time, good only for comparing.</param>
internal readonly record struct FileIdentity(ulong Inode, long Length, long Changed)
{
    public static FileIdentity Of(SafeFileHandle file) => OperatingSystem.IsLinux()
        ? Posix.Identity(file)
        : new FileIdentity(0, RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file).Ticks);

    /// <summary>What is at a path now. Null where there is nothing.</summary>
    public static FileIdentity? At(string path)
    {
        if (OperatingSystem.IsLinux())
            return Posix.Identity(path);
        var file = new FileInfo(path);
        return file.Exists ? new FileIdentity(0, file.Length, file.LastWriteTimeUtc.Ticks) : null;
    }
}
