using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>The entries of a folder in ordinal order, a folder's sorted as its keys are: with the '/' that follows its name.</summary>
internal static class OrderedEntries
{
    // A folder with more names is read again for each so many: order in bounded memory, at the cost of reading.
    private const int MostHeld = 65_536;

    public static IEnumerable<FolderEntry> Of(Folder folder) => Of(folder, MostHeld);

    /// <summary>The entries as they come; none where the folder was removed.</summary>
    public static IEnumerable<FolderEntry> Unordered(Folder folder)
    {
        using var entries = TryBegin(folder);
        while (entries is not null && TryMoveNext(entries))
            yield return entries.Current;
    }

    internal static IEnumerable<FolderEntry> Of(Folder folder, int mostHeld)
    {
        FolderEntry? last = null;
        while (true)
        {
            var held = NextAfter(folder, last, mostHeld);
            foreach (var entry in held)
                yield return entry;
            if (held.Length < mostHeld)
                yield break;
            last = held[^1];
        }
    }

    private static FolderEntry[] NextAfter(Folder folder, FolderEntry? last, int mostHeld)
    {
        var held = new PriorityQueue<FolderEntry, FolderEntry>(LastFirst.Instance);
        foreach (var entry in Unordered(folder))
        {
            if (last is { } before && LastFirst.Instance.Compare(entry, before) >= 0)
                continue;
            if (held.Count < mostHeld)
                held.Enqueue(entry, entry);
            else
                held.EnqueueDequeue(entry, entry);
        }
        var ordered = new FolderEntry[held.Count];
        for (var at = ordered.Length - 1; at >= 0; at--)
            ordered[at] = held.Dequeue();
        return ordered;
    }

    // Null, and no next one, where the folder was removed since it was opened.
    private static IEnumerator<FolderEntry>? TryBegin(Folder folder)
    {
        try
        {
            return folder.Entries().GetEnumerator();
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool TryMoveNext(IEnumerator<FolderEntry> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    private sealed class LastFirst : IComparer<FolderEntry>
    {
        public static readonly LastFirst Instance = new();

        public int Compare(FolderEntry x, FolderEntry y)
        {
            var shared = Math.Min(x.Name.Length, y.Name.Length);
            var order = string.CompareOrdinal(y.Name, 0, x.Name, 0, shared);
            return order != 0 ? order : Next(y, shared).CompareTo(Next(x, shared));
        }

        // What follows the shared part: nothing, the '/' of a folder, or another character.
        private static int Next(FolderEntry entry, int at) =>
            at < entry.Name.Length ? entry.Name[at] : entry.Kind == FileKind.Folder ? '/' : -1;
    }
}
