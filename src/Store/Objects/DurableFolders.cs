using System.Collections.Concurrent;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>
/// The folders under a store's root. Before a file is published in one, its name and those of the folders above it are
/// on disk: also where another process made them and has not flushed them yet.
/// </summary>
internal sealed class DurableFolders(string root)
{
    private readonly ConcurrentDictionary<string, bool> _onDisk = new() { [root] = true };

    /// <summary>Runs a publish in a folder, and once more where the folder vanished meanwhile.</summary>
    public T Use<T>(string folder, Func<T> publish)
    {
        Ensure(folder);
        try
        {
            return publish();
        }
        catch (DirectoryNotFoundException)
        {
            Forget(folder);
            Ensure(folder);
            return publish();
        }
    }

    /// <summary>Creates a root with the folders above it, and flushes the parent of each that it made and of the root.</summary>
    public static void CreateRoot(string root)
    {
        var parent = Path.GetDirectoryName(root);
        if (parent is not null && !Directory.Exists(parent))
            CreateRoot(parent);
        Directory.CreateDirectory(root);
        if (parent is not null)
            DirectoryFlush.Flush(parent);
    }

    private void Ensure(string folder)
    {
        if (_onDisk.ContainsKey(folder))
            return;
        if (!Directory.Exists(root))
            throw StoreRootException.Missing(root);
        var parent = Path.GetDirectoryName(folder)!;
        Ensure(parent);
        Directory.CreateDirectory(folder);
        DirectoryFlush.Flush(parent);
        _onDisk[folder] = true;
    }

    private void Forget(string folder)
    {
        for (var at = folder; at != root; at = Path.GetDirectoryName(at)!)
            _onDisk.TryRemove(at, out _);
    }
}
