using Guarded.Store.Files;

namespace Guarded.Store.Tests.Objects;

/// <summary>The ways in which a file store reaches its files.</summary>
public enum FolderKind
{
    /// <summary>Linux, on files without a name.</summary>
    Unnamed,

    /// <summary>Linux, on a file system without such files.</summary>
    Named,

    /// <summary>Other systems.</summary>
    Path,
}

internal static class FolderKinds
{
    public static Folder Open(this FolderKind kind, string path) => kind switch
    {
        FolderKind.Unnamed => LinuxFolder.Open(path, unnamed: true),
        FolderKind.Named => LinuxFolder.Open(path, unnamed: false),
        _ => new PathFolder(path),
    };
}
