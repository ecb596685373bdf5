namespace Guarded.Store.Files;

/// <summary>Makes the names in a directory survive power loss.</summary>
internal static class DirectoryFlush
{
    // Windows has no such call: NTFS journals its names together with the rename or the link.
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Posix.OpenDirectory(directory);
        RandomAccess.FlushToDisk(handle);
    }
}
