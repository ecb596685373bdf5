namespace Guarded.Store.Tests.Disk;

/// <summary>A file or a folder, apart from its names.</summary>
internal abstract class DiskNode(int number)
{
    public int Number => number;

    /// <summary>How many names a reader sees it under.</summary>
    public int Names { get; set; }
}
