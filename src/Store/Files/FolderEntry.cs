namespace Guarded.Store.Files;

/// <summary>A name in a folder and what it leads to. Links are not followed.</summary>
internal readonly record struct FolderEntry(string Name, FileKind Kind);
