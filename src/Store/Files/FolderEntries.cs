using System.IO.Enumeration;

namespace Guarded.Store.Files;

/// <summary>The names in a folder, hidden ones too, each with its kind as the folder has it.</summary>
internal static class FolderEntries
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public static IEnumerable<FolderEntry> In(string path) =>
        new FileSystemEnumerable<FolderEntry>(path, (ref FileSystemEntry entry) => new FolderEntry(entry.FileName.ToString(), KindOf(ref entry)), Everything);

    private static FileKind KindOf(ref FileSystemEntry entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
        : entry.IsDirectory ? FileKind.Folder
        : FileKind.File;
}
