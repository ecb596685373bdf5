using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>How the folder of a store is opened and made.</summary>
internal static class StoreRoot
{
    public static Folder Open(string root)
    {
        var full = Full(root);
        try
        {
            return Folder.Open(full);
        }
        catch (DirectoryNotFoundException)
        {
            throw StoreRootException.Missing(full);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreRootException($"The store's folder '{full}' cannot be opened: {exception.Message} Let this user enter it, and the folders above it.", exception);
        }
    }

    public static Folder OpenOrCreate(string root)
    {
        var full = Full(root);
        try
        {
            Create(full);
            return Folder.Open(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreRootException($"The store's folder '{full}' cannot be created: {exception.Message} Choose a folder that this user may write.", exception);
        }
    }

    // The parent of each folder that is made is flushed, and that of the root also where it is there already, if it may be.
    private static void Create(string root)
    {
        var isThere = Directory.Exists(root);
        var above = Path.GetDirectoryName(root);
        if (above is not null && !Directory.Exists(above))
            Create(above);
        Directory.CreateDirectory(root);
        if (above is not null)
            Flush(above, required: !isThere);
    }

    private static void Flush(string path, bool required)
    {
        try
        {
            using var folder = Folder.Open(path);
            folder.Flush();
        }
        catch (UnauthorizedAccessException) when (!required)
        {
            // Whoever made the root has flushed it.
        }
    }

    private static string Full(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        return File.Exists(full)
            ? throw new StoreRootException($"The store's root '{full}' is a file. Give the store a folder of its own.")
            : full;
    }
}
