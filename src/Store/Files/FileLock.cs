using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// An exclusive lock between threads and processes of one machine. Who takes it gets an open handle and has it until that
/// is closed; the system closes it when its holder dies.
/// </summary>
/// <param name="path">What is locked, for the error.</param>
/// <param name="tryTake">Takes it, or gives null while another has it.</param>
/// <param name="time">The clock of the wait; the system's where none is given.</param>
internal sealed class FileLock(string path, Func<SafeFileHandle?> tryTake, TimeProvider? time = null)
{
    private const int ShortPauses = 20;
    private const int LongestPause = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>What to do about others who keep it.</summary>
    public string Remedy { get; init; } = "Find the process that holds it (it may be stopped), end it or let it go on, and try again.";

    /// <summary>The lock that a file stands for. It is made where it is missing and never unlinked: were it, two holders could lock two files of one name.</summary>
    public static FileLock At(string path, TimeProvider? time = null) =>
        new(path, () => OperatingSystem.IsWindows() ? TryOpenAlone(path, FileOptions.None) : TryLock(Open(path), path), time);

    /// <summary>Waits until it is free.</summary>
    /// <exception cref="IOException">Others held it for half a minute.</exception>
    public SafeFileHandle Take(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tryTake() is { } taken)
                return taken;
            Thread.Sleep(Pause(began, attempt));
        }
    }

    /// <inheritdoc cref="Take"/>
    public async Task<SafeFileHandle> TakeAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tryTake() is { } taken)
                return taken;
            await Task.Delay(Pause(began, attempt), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Locks what is open by flock(2). Null, and it is closed, where another has the lock.</summary>
    /// <param name="open">A file or a folder.</param>
    /// <param name="path">For the error.</param>
    /// <param name="isCurrent">Whether it is still what others would open; else it counts as taken.</param>
    public static SafeFileHandle? TryLock(SafeFileHandle open, string path, Func<SafeFileHandle, bool>? isCurrent = null)
    {
        var locked = false;
        try
        {
            locked = Posix.TryLockExclusively(open, path) && (isCurrent is null || isCurrent(open));
            return locked ? open : null;
        }
        finally
        {
            if (!locked)
                open.Dispose();
        }
    }

    /// <summary>Opens a file that Windows lets nobody else open meanwhile. Null where another has it open.</summary>
    public static SafeFileHandle? TryOpenAlone(string path, FileOptions options)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, options);
        }
        catch (IOException exception) when (SharingViolation.Is(exception))
        {
            return null;
        }
    }

    // The system cannot be asked to wait for a bounded time, or until a token is cancelled: it is asked again and again,
    // after times of random length, so that those who wait do not keep in step.
    private TimeSpan Pause(long began, int attempt) => _time.GetElapsedTime(began) > Patience
        ? throw new IOException($"The lock on '{path}' was held by others for {Patience.TotalSeconds:N0} seconds; it is meant to be held for moments. Nothing was changed. {Remedy}")
        : TimeSpan.FromMilliseconds(attempt < ShortPauses ? 1 : Random.Shared.Next(1, LongestPause));

    // Where .NET opens a file on Unix it takes a lock of its own, which would fail instead of waiting for ours.
    private static SafeFileHandle Open(string path)
    {
        if (!File.Exists(path))
        {
            try
            {
                File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
            }
            catch (IOException) when (File.Exists(path))
            {
                // another process made it
            }
        }
        return Posix.OpenToLock(path);
    }
}
