using System.Collections.Concurrent;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>
/// The folders of a store, kept open. One that <see cref="Ensure"/> gives is on disk by its name and all names above it,
/// also where another process made it; as long as it is open, nothing that is made anew can be mistaken for it.
/// </summary>
internal sealed class StoreFolders(Folder root, Durability durability) : IDisposable
{
    private const int MostOpen = 512;

    private readonly ConcurrentDictionary<string, Opened> _open = new();

    /// <summary>The folder of a key, or null where there is none.</summary>
    public Folder? Find(string path)
    {
        if (path.Length == 0)
            return root;
        if (TryOpened(path) is { } opened)
            return opened.Folder;
        var place = FilePlace.Of(path);
        return Find(place.Folder)?.TryOpen(place.Name) is { } folder ? Keep(path, folder).Folder : null;
    }

    /// <summary>The folder of a key where an earlier <see cref="Ensure"/> left it, or null. It may have been removed since: what is done in it then fails.</summary>
    public Folder? TryEnsured(string path)
    {
        if (path.Length == 0)
            return root;
        return _open.TryGetValue(path, out var opened) && opened.IsEnsured ? opened.Folder : null;
    }

    /// <summary>Makes a folder durably, if it is missing, with those above it. Under the store's lock: a delete removes empty folders.</summary>
    public Folder Ensure(string path)
    {
        if (path.Length == 0)
            return root;
        if (TryOpened(path) is { IsEnsured: true } opened)
            return opened.Folder;
        var place = FilePlace.Of(path);
        var above = Ensure(place.Folder);
        above.Create(place.Name);
        var folder = Find(path) ?? throw new IOException($"'{Path.Combine(above.Path, place.Name)}' is a file where a folder has to be. A key cannot lie below another key.");
        if (durability == Durability.Full)
            above.Flush();
        Keep(path, folder).IsEnsured = true;
        return folder;
    }

    public void Dispose()
    {
        foreach (var opened in _open.Values)
            opened.Folder.Dispose();
        _open.Clear();
        root.Dispose();
    }

    private Opened? TryOpened(string path)
    {
        if (!_open.TryGetValue(path, out var opened))
            return null;
        if (root.Holds(path, opened.Folder))
            return opened;
        _open.TryRemove(KeyValuePair.Create(path, opened));
        return null;
    }

    private Opened Keep(string path, Folder folder)
    {
        if (_open.Count >= MostOpen)
            DropAll();
        return _open.AddOrUpdate(path, static (_, folder) => new Opened(folder), static (_, there, folder) => there.Folder == folder ? there : new Opened(folder), folder);
    }

    // What is dropped here may be in use by another thread: its finalizer closes it. Opened anew it would not know of a
    // flush that failed, so that those stay.
    private void DropAll()
    {
        foreach (var opened in _open)
            if (!opened.Value.Folder.HasFailed)
                _open.TryRemove(opened);
    }

    private sealed class Opened(Folder folder)
    {
        private volatile bool _ensured;

        public Folder Folder { get; } = folder;

        public bool IsEnsured
        {
            get => _ensured;
            set => _ensured = value;
        }
    }
}
