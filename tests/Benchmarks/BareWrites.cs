using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Benchmarks;

/// <summary>The baselines: what a careful program does by hand with the same system calls.</summary>
internal static partial class BareWrites
{
    /// <summary>write, fsync, rename: the name may be missing after power loss.</summary>
    public static void WriteFlushRename(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        var staging = path + ".staging";
        using (var file = File.OpenHandle(staging, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
        }
        File.Move(staging, path, overwrite: true);
    }

    /// <summary>The same and fsync of the folder: the promise that Guarded makes.</summary>
    public static void WriteFlushRenameFlush(string folder, string name, byte[] content)
    {
        WriteFlushRename(folder, name, content);
        using var directory = Open(folder, flags: 0);
        if (directory.IsInvalid)
            throw new IOException($"Could not open '{folder}': {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(directory);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
