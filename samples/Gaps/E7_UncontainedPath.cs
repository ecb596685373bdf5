using System.Formats.Tar;
using System.IO.Compression;

namespace Gaps;

/// <summary>E7, W4: a key from outside becomes a path. With '..' in it, it is a path to anywhere.</summary>
public sealed class UncontainedPath(string cache)
{
    public Stream Open(string key) =>
        File.OpenRead(Path.Combine(cache, key)); // GRD4001

    public void Evict(string key) => File.Delete(Locate(key));

    public static void Extract(ZipArchive archive, string folder)
    {
        foreach (var entry in archive.Entries)
            entry.ExtractToFile(Path.Combine(folder, entry.FullName)); // GRD4001
    }

    public static void Extract(TarEntry entry, string folder) =>
        entry.ExtractToFile(Path.Join(folder, entry.Name), overwrite: false); // GRD4001

    private string Locate(string key) =>
        $"{cache}/{key}.bin"; // GRD4001
}
