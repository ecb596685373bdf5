using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// An exclusive lock between threads and processes of one machine, held through an open file that is never unlinked:
/// were it, two holders could lock two files of one name. The system releases it when its holder dies.
/// </summary>
internal sealed partial class FileLock : IDisposable
{
    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits until the lock is free. Hold it for moments only: the wait has no bound of its own.</summary>
    public static FileLock Acquire(string path)
    {
        var file = Open(path);
        try
        {
            if (OperatingSystem.IsWindows())
                LockOnWindows(file, path);
            else
                Posix.LockExclusively(file, path);
            return new FileLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (OperatingSystem.IsLinux())
            return Linux.TryOpenToLock(path) ?? throw SystemError.Failure(SystemError.Last, "open", path);
        Create(path);
        return Posix.OpenToLock(path);
    }

    // Where .NET opens a file on Unix it takes a lock of its own, which would fail instead of waiting for ours.
    private static void Create(string path)
    {
        if (File.Exists(path))
            return;
        try
        {
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process made it
        }
    }

    private static unsafe void LockOnWindows(SafeFileHandle file, string path)
    {
        const uint exclusive = 2;
        NativeOverlapped firstByte = default;
        if (!LockFileEx(file, exclusive, 0, 1, 0, &firstByte))
            throw new IOException($"Could not lock '{path}'.", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool LockFileEx(SafeFileHandle file, uint flags, uint reserved, uint lengthLow, uint lengthHigh, NativeOverlapped* offset);
}
