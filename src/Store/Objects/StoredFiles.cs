using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>Walks the files of a store in the order of their keys.</summary>
internal static class StoredFiles
{
    /// <summary>The files whose names are keys, begin with a prefix and come after a key.</summary>
    public static IEnumerable<(ObjectKey Key, FileStatus Status)> Under(Folder root, string prefix, ObjectKey? after) =>
        Walk(root, path: "", prefix, after?.ToString() ?? "");

    /// <summary>The paths of the folders in a folder that may hold keys.</summary>
    public static IEnumerable<string> FoldersIn(Folder folder, string path) =>
        from entry in OrderedEntries.Of(folder)
        where entry.Kind == FileKind.Folder
        let at = PathOf(path, entry)
        where ObjectKey.TryParse(at, out _)
        select at;

    /// <summary>Whether a folder can hold keys with a prefix.</summary>
    public static bool MayHold(string folder, string prefix) =>
        folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>The path of an entry below the root.</summary>
    public static string PathOf(string path, FolderEntry entry) => path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";

    // Only the folders on the way to the current one are open.
    private static IEnumerable<(ObjectKey Key, FileStatus Status)> Walk(Folder folder, string path, string prefix, string after)
    {
        foreach (var entry in OrderedEntries.Of(folder))
        {
            var at = PathOf(path, entry);
            if (entry.Kind == FileKind.Folder && ObjectKey.TryParse(at, out _) && MayHold(at + '/', prefix, after))
            {
                using var below = folder.TryOpen(entry.Name);
                foreach (var found in below is null ? [] : Walk(below, at, prefix, after))
                    yield return found;
            }
            else if (entry.Kind == FileKind.File && at.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(at, after) > 0
                && ObjectKey.TryParse(at, out var key) && folder.Status(entry.Name) is { IsRegularFile: true } status)
            {
                yield return (key, status);
            }
        }
    }

    private static bool MayHold(string folder, string prefix, string after) => MayHold(folder, prefix)
        && (string.CompareOrdinal(folder, after) > 0 || after.StartsWith(folder, StringComparison.Ordinal));
}
