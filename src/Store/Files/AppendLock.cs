using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// One appender at a time in a folder, between the threads and processes of one machine. On Unix the folder itself is
/// locked, which nobody notices who reads or writes its files; on Windows a file that goes with its handle stands for it.
/// </summary>
internal static class AppendLock
{
    public static FileLock In(string folder, TimeProvider? time = null) => new(folder, () => TryTake(folder), time)
    {
        Remedy = "Find the holder, or append less often: each append copies the whole file.",
    };

    private static SafeFileHandle? TryTake(string folder) => OperatingSystem.IsWindows()
        ? TryTakeOnWindows(Path.Combine(folder, ".append.lock"))
        : FileLock.TryLock(Posix.OpenDirectory(folder), folder);

    private static SafeFileHandle? TryTakeOnWindows(string path)
    {
        try
        {
            return FileLock.TryOpenAlone(path, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            return null; // its last holder is just letting go: the file is about to vanish
        }
    }
}
