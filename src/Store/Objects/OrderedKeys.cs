namespace Guarded.Store.Objects;

/// <summary>The keys of the files under a folder, in ordinal order. One folder's names at a time are held in memory.</summary>
internal static class OrderedKeys
{
    public static IEnumerable<ObjectKey> Under(string root, string prefix) => Walk(new DirectoryInfo(root), at: "", prefix);

    private static IEnumerable<ObjectKey> Walk(DirectoryInfo folder, string at, string prefix)
    {
        foreach (var (entry, key) in Entries(folder, at))
        {
            if (entry is DirectoryInfo child && MayHold(key, prefix))
            {
                foreach (var found in Walk(child, key, prefix))
                    yield return found;
            }
            else if (entry is FileInfo && key.StartsWith(prefix, StringComparison.Ordinal) && ObjectKey.TryParse(key, out var parsed))
            {
                yield return parsed;
            }
        }
    }

    // A folder sorts as its keys do, with the '/' that follows its name. What no store makes is passed over: links, other names.
    private static List<(FileSystemInfo Entry, string Key)> Entries(DirectoryInfo folder, string at)
    {
        try
        {
            return folder.EnumerateFileSystemInfos()
                .Where(entry => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && ObjectKey.TryParse(entry.Name, out _))
                .Select(entry => (Entry: entry, Key: entry is DirectoryInfo ? $"{at}{entry.Name}/" : at + entry.Name))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ToList();
        }
        catch (DirectoryNotFoundException)
        {
            return []; // removed since it was seen
        }
    }

    private static bool MayHold(string folder, string prefix) =>
        folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal);
}
