using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>The system calls of every Unix that .NET does not offer: hard links, locks that wait, folders that can be flushed.</summary>
internal static partial class Posix
{
    private const int ExclusiveLock = 2;
    private const int WithoutWaiting = 4;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;

    public static readonly int DirectoryFlag = OperatingSystem.IsMacOS() ? 0x100000 : IsArm ? 0x4000 : 0x10000;
    public static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    public static SafeFileHandle OpenDirectory(string path) => Open(path, DirectoryFlag);

    // flock asks for no right to write, so that every user of a store can take its lock.
    public static SafeFileHandle OpenToLock(string path) => Open(path, flags: 0);

    /// <summary>Gives a file a second name, atomically (link(2)). False where the name is taken.</summary>
    public static bool TryLink(string existing, string path)
    {
        if (Link(existing, path) == 0)
            return true;
        var error = SystemError.Last;
        return error == SystemError.EEXIST ? false : throw SystemError.Failure(error, "publish", path);
    }

    /// <summary>Takes the advisory lock of flock(2), which belongs to this open file and not to the process. False where another holds it.</summary>
    public static bool TryLockExclusively(SafeFileHandle file, string path)
    {
        while (Flock(file, ExclusiveLock | WithoutWaiting) < 0)
        {
            var error = SystemError.Last;
            if (error == SystemError.EWOULDBLOCK)
                return false;
            if (error != SystemError.EINTR)
                throw SystemError.Failure(error, "lock", path);
        }
        return true;
    }

    /// <summary>Flushes an open file or folder to the disk (fsync(2), or what the system has that does).</summary>
    public static void Flush(SafeFileHandle file, string path)
    {
        try
        {
            RandomAccess.FlushToDisk(file);
        }
        catch (IOException exception)
        {
            throw SystemError.Failure(exception, "flush", path);
        }
    }

    /// <summary>The path without any symbolic link, as the kernel walks it (realpath(3)).</summary>
    public static string RealPath(string path)
    {
        var resolved = RealPath(path, 0);
        if (resolved == 0)
            throw SystemError.Failure(SystemError.Last, "resolve", path);
        try
        {
            return Marshal.PtrToStringUTF8(resolved)!;
        }
        finally
        {
            Free(resolved);
        }
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = Open(path, flags | CloseOnExec, mode: 0);
        return descriptor < 0
            ? throw SystemError.Failure(SystemError.Last, "open", path)
            : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    // The mode is a variadic argument in C. No flag that is passed here makes the call read it.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);
}
