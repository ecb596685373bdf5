using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Benchmarks;

/// <summary>
/// The baseline: the bare system calls that a durable put needs at the least, by hand, with the folder kept open:
/// open (a file without a name), write, fsync, linkat, fsync of the folder.
/// </summary>
internal sealed partial class BareFolder(string path)
{
    private const int UnnamedToWrite = 0x410000 | 2 | 0x80000;
    private const int NamedToWrite = 1 | 0x40 | 0x200 | 0x80000;
    private const int FollowLink = 0x400;
    private const int CurrentDirectory = -100;

    private readonly SafeFileHandle _folder = Checked(Open(Directory.CreateDirectory(path).FullName, 0x10000, 0));
    private int _names;

    public void Put(ReadOnlySpan<byte> content, int pieces = int.MaxValue)
    {
        using var file = Checked(OpenAt(_folder, ".", UnnamedToWrite, 0b110_110_110));
        for (var at = 0; at < content.Length; at += Math.Min(pieces, content.Length - at))
            RandomAccess.Write(file, content.Slice(at, Math.Min(pieces, content.Length - at)), at);
        RandomAccess.FlushToDisk(file);
        if (LinkAt(CurrentDirectory, $"/proc/self/fd/{file.DangerousGetHandle()}", _folder, $"{Interlocked.Increment(ref _names)}", FollowLink) < 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        RandomAccess.FlushToDisk(_folder);
    }

    /// <summary>The same for a name that is there, which only a rename replaces: with the file staged under a name, or without one and linked first.</summary>
    public void Replace(string name, ReadOnlySpan<byte> content, bool unnamed)
    {
        using (var file = Checked(unnamed ? OpenAt(_folder, ".", UnnamedToWrite, 0b110_110_110) : OpenAt(_folder, "next", NamedToWrite, 0b110_110_110)))
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
            if (unnamed && LinkAt(CurrentDirectory, $"/proc/self/fd/{file.DangerousGetHandle()}", _folder, "next", FollowLink) < 0)
                throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
        if (RenameAt(_folder, "next", _folder, name) < 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        RandomAccess.FlushToDisk(_folder);
    }

    public void Clear()
    {
        foreach (var file in Directory.EnumerateFiles(path))
            File.Delete(file);
    }

    private static SafeFileHandle Checked(SafeFileHandle handle) =>
        handle.IsInvalid ? throw new IOException(Marshal.GetLastPInvokeErrorMessage()) : handle;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(SafeFileHandle folder, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(SafeFileHandle from, string existing, SafeFileHandle to, string name);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(int from, string existing, SafeFileHandle folder, string name, int flags);
}
