using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>Linux's system calls relative to an open folder, and files that have no name. No last segment that is a link is followed.</summary>
internal static partial class Linux
{
    private const int ReadWrite = 2;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int DoNotBlock = 0x800;
    private const uint Everybody = 0b110_110_110;
    private const uint EverybodyMayEnter = 0b111_111_111;

    private const int AtCurrentDirectory = -100;
    private const int AtDoNotFollow = 0x100;
    private const int AtRemoveFolder = 0x200;
    private const int AtFollow = 0x400;
    private const int AtEmptyPath = 0x1000;

    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;
    private const int LinkType = 0xA000;
    private const uint BasicStatus = 0x7FF;

    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    private const uint WriteInBackground = 2;

    private const int LeaveAsItIs = 0x3FFFFFFE; // UTIME_OMIT

    private const int SetLockOfOpenFile = 37;
    private const short WriteLock = 1;

    private static readonly int DoNotFollow =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;

    private static readonly int UnnamedFile = 0x400000 | Posix.DirectoryFlag;

    // Naming an unnamed file goes through its entry here, where it has to; a container may lack it.
    private static readonly bool HasProc = Directory.Exists("/proc/self/fd");

    // linkat(2): AT_EMPTY_PATH is for few users before Linux 6.10, where what the handle's user may do was let in.
    private static volatile bool _linksByHandle = true;

    /// <summary>A path that leads to an open folder wherever it is now.</summary>
    public static string PathOf(SafeFileHandle folder) => $"/proc/self/fd/{folder.DangerousGetHandle()}";

    public static SafeFileHandle? TryOpenFolder(SafeFileHandle folder, string name) =>
        TryOpen(folder, name, Posix.DirectoryFlag | DoNotFollow, mode: 0);

    public static SafeFileHandle? TryOpenToHold(SafeFileHandle folder, string name) =>
        TryOpen(folder, name, ReadWrite | DoNotFollow | DoNotBlock, mode: 0);

    public static SafeFileHandle? TryOpenToRead(SafeFileHandle folder, string name) =>
        TryOpen(folder, name, DoNotFollow | DoNotBlock, mode: 0);

    /// <summary>Creates a file under a name that nothing has.</summary>
    public static SafeFileHandle? TryCreateFile(SafeFileHandle folder, string name, UnixFileMode? mode) =>
        TryOpen(folder, name, ReadWrite | Create | Exclusive, (uint?)mode ?? Everybody);

    /// <summary>Opens a file that has no name yet (O_TMPFILE). Null where the file system has no such thing.</summary>
    public static SafeFileHandle? TryCreateUnnamed(SafeFileHandle folder) =>
        HasProc ? TryOpen(folder, ".", ReadWrite | UnnamedFile, Everybody) : null;

    /// <summary>Opens a file for its lock, and creates it where it is missing: all who open it share one file.</summary>
    public static SafeFileHandle? TryOpenToLock(SafeFileHandle folder, string name) =>
        TryOpen(folder, name, Create | DoNotFollow | DoNotBlock, Everybody);

    public static int CreateFolder(SafeFileHandle folder, string name) => MakeDirectoryAt(folder, name, EverybodyMayEnter);

    public static int RemoveFolder(SafeFileHandle folder, string name) => UnlinkAt(folder, name, AtRemoveFolder);

    public static int RemoveFile(SafeFileHandle folder, string name) => UnlinkAt(folder, name, flags: 0);

    /// <summary>Names a file that has no name, by its handle alone where the system allows it: that spares a walk through /proc.</summary>
    public static int LinkUnnamed(SafeFileHandle file, SafeFileHandle folder, string name)
    {
        if (_linksByHandle)
        {
            var linked = LinkAt(file, "", folder, name, AtEmptyPath);
            if (linked == 0 || SystemError.Last == SystemError.EEXIST)
                return linked;
        }
        var linkedByPath = LinkFromPath(AtCurrentDirectory, PathOf(file), folder, name, AtFollow);
        if (linkedByPath == 0)
            _linksByHandle = false;
        return linkedByPath;
    }

    public static int Link(SafeFileHandle from, string existing, SafeFileHandle folder, string name) =>
        LinkAt(from, existing, folder, name, flags: 0);

    public static int Rename(SafeFileHandle from, string existing, SafeFileHandle folder, string name) =>
        RenameAt(from, existing, folder, name);

    /// <summary>What a name in a folder leads to. Null where there is nothing.</summary>
    public static FileStatus? Status(SafeFileHandle folder, string name) => Status(folder, name, AtDoNotFollow);

    /// <summary>What is open.</summary>
    public static FileStatus? Status(SafeFileHandle file) => Status(file, "", AtEmptyPath);

    /// <summary>What is at a path, links followed. Null where there is nothing, or on another system.</summary>
    public static unsafe FileStatus? Status(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var status = stackalloc byte[256];
        return StatusFromPath(AtCurrentDirectory, path, flags: 0, BasicStatus, status) < 0 ? null : Read(status);
    }

    /// <summary>Sets the time of the last write, to 100 ns as .NET counts, and leaves that of the last read (futimens(3)).</summary>
    public static unsafe int SetWritten(SafeFileHandle file, DateTime written)
    {
        var (seconds, ticks) = Math.DivRem((written - DateTime.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        if (ticks < 0)
            (seconds, ticks) = (seconds - 1, ticks + TimeSpan.TicksPerSecond);
        var times = stackalloc TimeSpec[2];
        times[0].Nanoseconds = LeaveAsItIs;
        times[1] = new TimeSpec { Seconds = (nint)seconds, Nanoseconds = (nint)(ticks * TimeSpan.NanosecondsPerTick) };
        return SetTimes(file, times);
    }

    /// <summary>Gives an open file to another owner and group (fchown(2)). False where this user may not.</summary>
    public static bool TryChangeOwner(SafeFileHandle file, uint owner, uint group) => ChangeOwner(file, owner, group) == 0;

    /// <summary>
    /// Marks a file as in use by this open file (fcntl(2), F_OFD_SETLK), until it is closed. False where another has it.
    /// Not flock: .NET takes that wherever it opens a file, and would refuse to open what is just being published.
    /// </summary>
    public static unsafe bool TryHold(SafeFileHandle file)
    {
        var whole = new RecordLock { Type = WriteLock };
        if (Control(file, SetLockOfOpenFile, &whole) == 0)
            return true;
        var error = SystemError.Last;
        return error == SystemError.EWOULDBLOCK || error == SystemError.EACCES ? false : throw SystemError.Failure(error, "hold", PathOf(file));
    }

    /// <summary>Lets the system begin to write a part of a file, so that the flush at its end finds little left (sync_file_range(2)).</summary>
    public static void BeginWriting(SafeFileHandle file, long offset, long length) =>
        _ = SyncFileRange(file, offset, length, WriteInBackground); // only a hint: the flush decides

    private static SafeFileHandle? TryOpen(SafeFileHandle folder, string name, int flags, uint mode)
    {
        var descriptor = OpenAt(folder, name, flags | Posix.CloseOnExec, mode);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static unsafe FileStatus? Status(SafeFileHandle folder, string name, int flags)
    {
        var status = stackalloc byte[256];
        return StatusAt(folder, name, flags, BasicStatus, status) < 0 ? null : Read(status);
    }

    // struct statx of linux/stat.h, which is the same on every architecture
    private static unsafe FileStatus Read(byte* status)
    {
        var kind = (*(ushort*)(status + 28) & TypeMask) switch
        {
            RegularType => FileKind.File,
            FolderType => FileKind.Folder,
            LinkType => FileKind.Link,
            _ => FileKind.Other,
        };
        return new FileStatus(kind, *(long*)(status + 40), Written: Time(status + 112))
        {
            Changed = Time(status + 96),
            Links = *(uint*)(status + 16),
            Owner = *(uint*)(status + 20),
            Group = *(uint*)(status + 24),
            Identity = new FileIdentity(*(uint*)(status + 136), *(uint*)(status + 140), *(ulong*)(status + 32)),
        };
    }

    // Some file systems keep times that .NET cannot say; they count as its first or last one.
    private static unsafe DateTime Time(byte* timestamp) => *(long*)timestamp switch
    {
        < FirstSecond => DateTime.MinValue,
        > LastSecond => DateTime.MaxValue,
        var seconds => DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (*(uint*)(timestamp + 8) / TimeSpan.NanosecondsPerTick)),
    };

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(SafeFileHandle folder, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectoryAt(SafeFileHandle folder, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(SafeFileHandle from, string existing, SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkFromPath(int from, string existing, SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(SafeFileHandle from, string existing, SafeFileHandle folder, string name);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusAt(SafeFileHandle folder, string name, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusFromPath(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    private static unsafe partial int SetTimes(SafeFileHandle file, TimeSpec* times);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static unsafe partial int Control(SafeFileHandle file, int command, RecordLock* argument);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);

    // struct timespec, whose parts are as wide as a pointer
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    // struct flock of 64-bit Linux; a length of 0 is the whole file
    private struct RecordLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Holder;
    }
}
