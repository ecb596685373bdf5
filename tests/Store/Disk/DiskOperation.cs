namespace Guarded.Store.Tests.Disk;

/// <summary>One thing that was done to a disk. Folders and files go by number, as a file system's inodes do.</summary>
internal abstract record DiskOperation
{
    public sealed record CreateFolder(int Parent, string Name, int Folder) : DiskOperation;

    /// <summary>A file of no name vanishes in a crash, whatever of it was flushed.</summary>
    public sealed record CreateFile(int Parent, string? Name, int File) : DiskOperation;

    public sealed record Truncate(int File) : DiskOperation;

    public sealed record Write(int File, int Offset, ReadOnlyMemory<byte> Bytes) : DiskOperation;

    public sealed record Stamp(int File, DateTime Written) : DiskOperation;

    public sealed record FlushFile(int File, bool Failed = false) : DiskOperation;

    public sealed record FlushFolder(int Folder, bool Failed = false) : DiskOperation;

    public sealed record Link(int File, int Parent, string Name) : DiskOperation;

    public sealed record Rename(int From, string Existing, int To, string Name) : DiskOperation;

    public sealed record Delete(int Parent, string Name) : DiskOperation;

    public sealed record RemoveFolder(int Parent, string Name) : DiskOperation;
}
