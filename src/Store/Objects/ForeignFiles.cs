using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>Finds what lies in a store's folders and is no object.</summary>
internal static class ForeignFiles
{
    public static IEnumerable<ForeignEntry> Under(Folder root, string prefix, IReadOnlyCollection<string> own) =>
        Walk(root, path: "", prefix, own);

    /// <summary>What is found in a folder. Where that fails, the folder stands for what is left of it, so that all else is found.</summary>
    public static IEnumerable<ForeignEntry> PastFailure(IEnumerable<ForeignEntry> entries, string folder)
    {
        using var walk = entries.GetEnumerator();
        ForeignEntry? unlisted = null;
        while (unlisted is null)
        {
            try
            {
                if (!walk.MoveNext())
                    yield break;
            }
            catch (Exception exception) when (LocalFailure.Is(exception))
            {
                unlisted = ForeignEntry.Unlisted(folder, exception);
            }
            yield return unlisted ?? walk.Current;
        }
    }

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
                foreach (var found in PastFailure(WalkBelow(folder, entry.Name, at, prefix, own), at + '/'))
                    yield return found;
            }
        }
    }

    private static IEnumerable<ForeignEntry> WalkBelow(Folder above, string name, string path, string prefix, IReadOnlyCollection<string> own)
    {
        using var folder = above.TryOpen(name);
        foreach (var found in folder is null ? [] : Walk(folder, path, prefix, own))
            yield return found;
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
