using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

internal static partial class Posix
{
    private const int WithoutWaiting = 4;

    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>Takes the advisory lock of flock(2). False where another open file holds it.</summary>
    public static bool TryLockExclusively(SafeFileHandle file, string path)
    {
        while (Flock(file, ExclusiveLock | WithoutWaiting) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock)
                return false;
            if (error != EINTR)
                throw Failure(error, "lock", path);
        }
        return true;
    }
}
