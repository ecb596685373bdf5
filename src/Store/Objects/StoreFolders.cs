using System.Collections.Concurrent;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>
/// The folders of a store, kept open. One that <see cref="Ensure"/> gives is on disk by its name and all names above it,
/// also where another process made it; as long as it is open, nothing that is made anew can be mistaken for it.
/// Whoever is given a folder disposes it.
/// </summary>
internal sealed class StoreFolders(Folder root, Durability durability) : IDisposable
{
    /// <summary>How many stay open: twice what payloads and attachments in one root have, half of what a process may open where that is least.</summary>
    public const int MostOpen = 2048;

    private readonly SharedFolder _root = new(root);
    private readonly ConcurrentDictionary<string, SharedFolder> _open = new();
    private readonly ConcurrentQueue<KeyValuePair<string, SharedFolder>> _oldestFirst = new();

    /// <summary>The folder of a key, or null where there is none.</summary>
    /// <exception cref="StoreRootException">The root is gone.</exception>
    public SharedFolder? Find(string path)
    {
        if (path.Length == 0)
        {
            RequireRoot();
            return Root();
        }
        if (TryOpened(path) is { } opened)
            return opened;
        var place = FilePlace.Of(path);
        using var above = Find(place.Folder);
        return above?.Folder.TryOpen(place.Name) is { } folder ? Keep(path, folder) : null;
    }

    /// <summary>Whether an earlier <see cref="Ensure"/> left the folder of a key here. It may have been removed since.</summary>
    public bool IsEnsured(string path) => path.Length == 0 || (_open.TryGetValue(path, out var opened) && opened.IsEnsured);

    /// <summary>The folder of a key where <see cref="IsEnsured"/> holds, or null. What is done in one that was removed fails.</summary>
    public SharedFolder? TryEnsured(string path)
    {
        if (path.Length == 0)
            return Root();
        return _open.TryGetValue(path, out var opened) && opened.IsEnsured && opened.TryUse() ? opened : null;
    }

    /// <summary>Makes a folder durably, if it is missing, with those above it. Under the store's lock: a delete removes empty folders.</summary>
    public SharedFolder Ensure(string path)
    {
        if (path.Length == 0)
            return Root();
        if (TryOpened(path) is { } opened)
        {
            if (opened.IsEnsured)
                return opened;
            opened.Dispose();
        }
        var place = FilePlace.Of(path);
        using var above = Ensure(place.Folder);
        above.Folder.Create(place.Name);
        if (durability == Durability.Full)
            above.Folder.Flush();
        var made = Find(path) ?? throw new IOException($"'{Path.Combine(above.Folder.Path, place.Name)}' is a file where a folder has to be. A key cannot lie below another key.");
        made.IsEnsured = true;
        return made;
    }

    /// <exception cref="StoreRootException">The root is gone, which must not look like an empty store.</exception>
    public void RequireRoot()
    {
        if (!root.IsInPlace)
            throw StoreRootException.Missing(root.Path);
    }

    public void Dispose()
    {
        foreach (var opened in _open)
            Drop(opened);
        _root.Dispose();
    }

    private SharedFolder Root() => _root.TryUse() ? _root : throw new ObjectDisposedException(nameof(FileObjectStore));

    private SharedFolder? TryOpened(string path)
    {
        if (!_open.TryGetValue(path, out var opened) || !opened.TryUse())
            return null;
        if (opened.Folder.IsInPlace)
            return opened; // and so is the root
        opened.Dispose();
        RequireRoot();
        Drop(KeyValuePair.Create(path, opened));
        return null;
    }

    private SharedFolder Keep(string path, Folder folder)
    {
        var opened = new SharedFolder(folder);
        opened.TryUse();
        while (!_open.TryAdd(path, opened))
        {
            if (TryOpened(path) is { } faster)
            {
                folder.Dispose();
                return faster;
            }
        }
        _oldestFirst.Enqueue(KeyValuePair.Create(path, opened));
        DropOldest();
        return opened;
    }

    // Opened anew a folder would not know of a flush that failed, so that those stay.
    private void DropOldest()
    {
        for (var tries = _oldestFirst.Count; tries > 0 && _oldestFirst.Count > MostOpen && _oldestFirst.TryDequeue(out var oldest); tries--)
        {
            if (oldest.Value.Folder.HasFailed)
                _oldestFirst.Enqueue(oldest);
            else
                Drop(oldest);
        }
    }

    private void Drop(KeyValuePair<string, SharedFolder> opened)
    {
        if (_open.TryRemove(opened))
            opened.Value.Dispose();
    }
}
