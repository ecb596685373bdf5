using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

internal static partial class Posix
{
    private const int EmptyPath = 0x1000;

    /// <summary>Which file this is, and in which state (statx(2)). Linux only.</summary>
    public static FileIdentity Identity(SafeFileHandle file)
    {
        var identity = Identity((int)file.DangerousGetHandle(), "", EmptyPath);
        GC.KeepAlive(file);
        return identity ?? throw Failure(Marshal.GetLastPInvokeError(), "look at", "an open file");
    }

    /// <summary>Which file is at a path, and in which state, links followed. Null where there is none, or where it cannot be asked.</summary>
    public static FileIdentity? Identity(string path) => Identity(CurrentDirectory, path, flags: 0);

    private static unsafe FileIdentity? Identity(int directory, string path, int flags)
    {
        const uint changeTimeInodeAndSize = 0b11_1000_0000;
        var status = stackalloc byte[256];
        if (Statx(directory, path, flags, changeTimeInodeAndSize, status) < 0)
            return null;
        var changed = *(long*)(status + 96) * 1_000_000_000 + *(uint*)(status + 104);
        return new FileIdentity(Inode: *(ulong*)(status + 32), Length: *(long*)(status + 40), Changed: changed);
    }
}
