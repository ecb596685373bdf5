namespace Guarded.Store.Files;

/// <summary>What a system knows of a file. The length is in bytes, the time of the last write in UTC.</summary>
internal readonly record struct FileStatus(FileKind Kind, long Length, DateTime Written)
{
    public bool IsRegularFile => Kind == FileKind.File;

    /// <summary>Linux only: whose the file is.</summary>
    public uint Owner { get; init; }

    /// <inheritdoc cref="Owner"/>
    public uint Group { get; init; }

    /// <summary>Linux only: which file it is, as long as it is open somewhere or has a name.</summary>
    public FileIdentity Identity { get; init; }

    /// <summary>Linux only: how many names it has. A removed folder that is still open has none.</summary>
    public uint Links { get; init; }
}
