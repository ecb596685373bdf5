using System.IO.Compression;

namespace Fixes.Paths;

internal static class UncontainedPath
{
    public static void Extract(ZipArchive archive, string folder)
    {
        foreach (var entry in archive.Entries)
            entry.ExtractToFile(Path.Combine(folder, entry.FullName));
    }

    public static Stream Open(ZipArchiveEntry entry, string folder) => File.OpenRead(Path.Join(folder, entry.FullName));
}
