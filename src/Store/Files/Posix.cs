using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>The system calls that .NET does not offer: files without a name, hard links, directories that can be flushed.</summary>
internal static partial class Posix
{
    private const int EPERM = 1;
    private const int ENOENT = 2;
    private const int EINTR = 4;
    private const int EACCES = 13;
    private const int EEXIST = 17;

    private const int FollowSymbolicLink = 0x400;
    private const int ExclusiveLock = 2;
    private const int ReadWrite = 2;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;

    private static readonly int CurrentDirectory = OperatingSystem.IsMacOS() ? -2 : -100;
    private static readonly int DirectoryFlag = OperatingSystem.IsMacOS() ? 0x100000 : IsArm ? 0x4000 : 0x10000;
    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
    private static readonly int UnnamedFile = 0x400000 | DirectoryFlag;

    /// <summary>Opens a file that has no name yet (open(2), O_TMPFILE), or gives null where the file system has no such thing.</summary>
    public static SafeFileHandle? TryOpenUnnamed(string directory)
    {
        const uint mode = 0b110_110_110;
        var descriptor = Open(directory, ReadWrite | UnnamedFile | CloseOnExec, mode);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public static SafeFileHandle OpenDirectory(string path) => Open(path, DirectoryFlag);

    // flock asks for no right to write, so that every user of a store can take its lock.
    public static SafeFileHandle OpenToLock(string path) => Open(path, flags: 0);

    /// <summary>Gives an open file a name, atomically (linkat(2) through /proc). False where the name is taken.</summary>
    public static bool TryLink(SafeFileHandle file, string path) =>
        TryLink($"/proc/self/fd/{file.DangerousGetHandle()}", path, FollowSymbolicLink);

    /// <summary>Gives a file a second name, atomically (linkat(2)). False where the name is taken.</summary>
    public static bool TryLink(string existing, string path) => TryLink(existing, path, flags: 0);

    /// <summary>Waits for the advisory lock of flock(2), which belongs to this open file, not to the process.</summary>
    public static void LockExclusively(SafeFileHandle file, string path)
    {
        while (Flock(file, ExclusiveLock) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != EINTR)
                throw Failure(error, "lock", path);
        }
    }

    /// <summary>What is at a path, links followed (statx(2)). Null where there is nothing, or where it cannot be asked.</summary>
    public static unsafe FileStatus? Status(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        const uint typeModeAndOwner = 0b1_1011;
        var status = stackalloc byte[256];
        return Statx(CurrentDirectory, path, flags: 0, typeModeAndOwner, status) < 0
            ? null
            : new FileStatus(Owner: *(uint*)(status + 20), Group: *(uint*)(status + 24), Mode: *(ushort*)(status + 28));
    }

    /// <summary>Gives an open file to another owner and group (fchown(2)). False where this user may not.</summary>
    public static bool TryChangeOwner(SafeFileHandle file, FileStatus like) => ChangeOwner(file, like.Owner, like.Group) == 0;

    /// <summary>The path without any symbolic link, as the kernel walks it (realpath(3)).</summary>
    public static string RealPath(string path)
    {
        var resolved = RealPath(path, 0);
        if (resolved == 0)
            throw Failure(Marshal.GetLastPInvokeError(), "resolve", path);
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
            ? throw Failure(Marshal.GetLastPInvokeError(), "open", path)
            : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static bool TryLink(string existing, string path, int flags)
    {
        if (LinkAt(CurrentDirectory, existing, CurrentDirectory, path, flags) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == EEXIST ? false : throw Failure(error, "publish", path);
    }

    private static Exception Failure(int error, string action, string path)
    {
        var message = $"Could not {action} '{path}': {Marshal.GetPInvokeErrorMessage(error)}.";
        return error switch
        {
            ENOENT => new DirectoryNotFoundException(message),
            EACCES or EPERM => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    // The mode is a variadic argument in C. Only Linux, whose calling conventions pass it like any other, is given one.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(int oldDirectory, string oldPath, int newDirectory, string newPath, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint memory);
}
