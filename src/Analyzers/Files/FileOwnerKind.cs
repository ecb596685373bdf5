namespace Guarded.Analyzers.Files;

/// <summary>The types whose members work on files.</summary>
internal enum FileOwnerKind
{
    /// <summary>Another type.</summary>
    None,

    /// <summary><c>File</c>.</summary>
    File,

    /// <summary><c>Directory</c>.</summary>
    Folder,

    /// <summary><c>Path</c>.</summary>
    Path,

    /// <summary><c>FileInfo</c>.</summary>
    FileObject,

    /// <summary><c>DirectoryInfo</c>.</summary>
    FolderObject,
}
