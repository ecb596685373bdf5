namespace Guarded.Store.Files;

/// <summary>
/// A file on its way to its final name. Publishing flushes the file, names it and flushes the directory, in that order,
/// so that no call site can forget one. Disposing without publishing leaves nothing behind.
/// </summary>
internal abstract class StagedFile : IDisposable
{
    private protected StagedFile(FileStream content) => Content = content;

    /// <summary>What is written here is the file's content once it is published.</summary>
    public FileStream Content { get; }

    /// <summary>Stages on the file system of <paramref name="directory"/>; without a name where that is possible.</summary>
    /// <param name="directory">A folder beside the final path, or above it.</param>
    /// <param name="mode">Permissions that are never wider while it is staged; the usual ones where none are given.</param>
    public static StagedFile Create(string directory, UnixFileMode? mode) =>
        (StagedFile?)UnnamedStagedFile.TryCreate(directory) ?? NamedStagedFile.CreateIn(directory, mode);

    /// <summary>Publishes under a name that nothing has yet. False where it is taken: what is there stays as it is.</summary>
    /// <exception cref="DirectoryNotFoundException">The directory vanished. The file is still staged.</exception>
    public bool PublishNew(string path)
    {
        Content.Flush(flushToDisk: true);
        if (!TryName(path))
            return false;
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>Publishes under a name that may be taken: every reader sees the old file or the new one, whole.</summary>
    public void PublishReplacing(string path)
    {
        Content.Flush(flushToDisk: true);
        Replace(path);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
    }

    public virtual void Dispose() => Content.Dispose();

    private protected abstract bool TryName(string path);

    private protected abstract void Replace(string path);
}
