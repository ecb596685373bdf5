using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>Finds what lies in a store's folders and is no object.</summary>
internal static class ForeignFiles
{
    public static IEnumerable<ForeignEntry> Under(Folder root, string prefix, IReadOnlyCollection<string> own) =>
        Walk(root, path: "", prefix, own);

    private static IEnumerable<ForeignEntry> Walk(Folder folder, string path, string prefix, IReadOnlyCollection<string> own)
    {
        foreach (var entry in OrderedEntries.Of(folder))
        {
            if (path.Length == 0 && own.Contains(entry.Name))
                continue;
            var at = StoredFiles.PathOf(path, entry);
            if (Fault(folder, entry, at) is { } fault)
            {
                if (at.StartsWith(prefix, StringComparison.Ordinal))
                    yield return new ForeignEntry(at, fault);
            }
            else if (entry.Kind == FileKind.Folder && StoredFiles.MayHold(at + '/', prefix))
            {
                using var below = folder.TryOpen(entry.Name);
                foreach (var found in below is null ? [] : Walk(below, at, prefix, own))
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
}
