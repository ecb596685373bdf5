using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// An exclusive lock between threads and processes of one machine, held through an open file that is never unlinked:
/// were it, two holders could lock two files of one name. The system releases it when its holder dies.
/// </summary>
internal sealed partial class FileLock : IDisposable
{
    private const int ShortPauses = 20;
    private const int LongestPause = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Waits until the lock at a path is free.</summary>
    /// <inheritdoc cref="Acquire(Func{SafeFileHandle}, Func{SafeFileHandle, bool}, string, CancellationToken)"/>
    public static FileLock Acquire(string path, CancellationToken cancellationToken) => Acquire(() => Open(path), static _ => true, path, cancellationToken);

    /// <summary>Waits until the lock is free. The system cannot be asked to wait for a bounded time, so it is asked again and again.</summary>
    /// <param name="open">Opens the file.</param>
    /// <param name="isCurrent">Whether what was opened is still what others would open.</param>
    /// <param name="path">For the error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">Others held it for half a minute.</exception>
    public static FileLock Acquire(Func<SafeFileHandle> open, Func<SafeFileHandle, bool> isCurrent, string path, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(open, isCurrent, path) is { } held)
                return held;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new IOException($"The lock '{path}' was held by others for {Patience.TotalSeconds:N0} seconds; it is meant to be held for moments. Find the process that holds it (it may be stopped), end it or let it go on, and try again. Nothing was changed.");
            Thread.Sleep(attempt < ShortPauses ? 1 : Random.Shared.Next(1, LongestPause));
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileLock? TryAcquire(Func<SafeFileHandle> open, Func<SafeFileHandle, bool> isCurrent, string path)
    {
        var file = open();
        try
        {
            if (TryLock(file, path) && isCurrent(file))
                return new FileLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        file.Dispose();
        return null;
    }

    private static bool TryLock(SafeFileHandle file, string path) =>
        OperatingSystem.IsWindows() ? TryLockOnWindows(file, path) : Posix.TryLockExclusively(file, path);

    private static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
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

    private static unsafe bool TryLockOnWindows(SafeFileHandle file, string path)
    {
        const uint exclusiveWithoutWaiting = 3;
        const int lockViolation = 33;
        NativeOverlapped firstByte = default;
        if (LockFileEx(file, exclusiveWithoutWaiting, 0, 1, 0, &firstByte))
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == lockViolation ? false : throw new IOException($"Could not lock '{path}'.", new Win32Exception(error));
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool LockFileEx(SafeFileHandle file, uint flags, uint reserved, uint lengthLow, uint lengthHigh, NativeOverlapped* offset);
}
