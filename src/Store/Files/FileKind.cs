namespace Guarded.Store.Files;

internal enum FileKind
{
    File,
    Folder,
    Link,

    /// <summary>A device, a pipe or a socket.</summary>
    Other,
}
