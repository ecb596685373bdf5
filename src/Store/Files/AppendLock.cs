using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// One appender at a time in a folder, between the threads and processes of one machine. On Unix the folder itself is
/// locked, which nobody notices who reads or writes its files; on Windows a file that goes with its handle stands for it.
/// </summary>
internal sealed class AppendLock : IDisposable
{
    // About half a minute. The system cannot be asked to wait for a bounded time, or until a token is cancelled.
    private const int Attempts = 5_000;
    private const int LongestPause = 12;

    private readonly SafeFileHandle _handle;

    private AppendLock(SafeFileHandle handle) => _handle = handle;

    public static AppendLock Take(string folder, int attempts = Attempts)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            Thread.Sleep(Pause());
        }
        throw Busy(folder);
    }

    public static async Task<AppendLock> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            await Task.Delay(Pause(), cancellationToken).ConfigureAwait(false);
        }
        throw Busy(folder);
    }

    public void Dispose() => _handle.Dispose();

    private static AppendLock? TryTake(string folder)
    {
        if (OperatingSystem.IsWindows())
            return TryTakeOnWindows(Path.Combine(folder, ".append.lock"));
        var handle = Posix.OpenDirectory(folder);
        try
        {
            if (Posix.TryLockExclusively(handle, folder))
                return new AppendLock(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
        handle.Dispose();
        return null;
    }

    private static AppendLock? TryTakeOnWindows(string path)
    {
        try
        {
            return new AppendLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose));
        }
        catch (IOException exception) when (SharingViolation.Is(exception))
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            return null; // its last holder is just letting go: the file is about to vanish
        }
    }

    // Of random length, so that those who wait do not keep in step.
    private static int Pause() => Random.Shared.Next(1, LongestPause);

    private static IOException Busy(string folder) => new(
        $"Could not append to a file in '{folder}': for half a minute others held the lock on that folder that appenders take in turn (flock). Nothing was changed. Find the holder, or append less often: each append copies the whole file.");
}
