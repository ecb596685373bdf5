using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>Finds what lies in a store's folders and is no object.</summary>
internal static class ForeignFiles
{
    public static IEnumerable<ForeignEntry> Under(StoreFolders folders, string prefix, IReadOnlyCollection<string> own) =>
        Walk(folders, path: "", prefix, own);

    private static IEnumerable<ForeignEntry> Walk(StoreFolders folders, string path, string prefix, IReadOnlyCollection<string> own)
    {
        if (folders.Find(path) is not { } folder)
            yield break;
        foreach (var entry in OrderedEntries.Of(folder))
        {
            if (path.Length == 0 && own.Contains(entry.Name))
                continue;
            var at = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if (Fault(folder, entry, at) is { } fault)
            {
                if (at.StartsWith(prefix, StringComparison.Ordinal))
                    yield return new ForeignEntry(at, fault);
            }
            else if (entry.Kind == FileKind.Folder && MayHold(at + '/', prefix))
            {
                foreach (var found in Walk(folders, at, prefix, own))
                    yield return found;
            }
        }
    }

    private static string? Fault(Folder folder, FolderEntry entry, string at)
    {
        if (entry.Kind == FileKind.Link)
            return "it is a symbolic link, which no store makes";
        if (ObjectKey.FaultOf(at) is { } fault)
            return $"its name is no key: {fault}";
        return entry.Kind == FileKind.File && folder.Status(entry.Name) is { IsRegularFile: false } ? "it is no ordinary file" : null;
    }

    private static bool MayHold(string folder, string prefix) =>
        folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal);
}
