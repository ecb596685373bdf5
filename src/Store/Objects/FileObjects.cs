using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>What a <see cref="FileObjectStore"/> does to its files. Every call blocks until the disk is done.</summary>
internal sealed class FileObjects(Folder root, StoreFolders folders, Durability durability, TimeProvider time)
{
    public const string LockName = ".lock";

    public ObjectContent? Get(ObjectKey key, ByteRange? range)
    {
        var place = FilePlace.Of(key);
        using var folder = folders.Find(place.Folder);
        if (folder?.Folder.TryOpenFile(place.Name) is not { } file)
            return null;
        var info = Info(key, file.Status);
        return new ObjectContent(info, range is { } part ? RangeStream.Of(file.Content, part, info.Length) : file.Content);
    }

    public ObjectInfo? Head(ObjectKey key) => Status(FilePlace.Of(key)) is { IsRegularFile: true } file ? Info(key, file) : null;

    public IEnumerable<ObjectInfo> List(string prefix, ObjectKey? after) =>
        StoredFiles.Under(root, prefix, after).Select(found => Info(found.Key, found.Status));

    /// <summary>Whether a key is taken. If so, what is there survives power loss, whoever wrote it.</summary>
    public bool IsThere(ObjectKey key, CancellationToken cancellationToken) => IsThere(FilePlace.Of(key), cancellationToken);

    /// <summary>Whether the folder of a key has been made and flushed, so that publishing in it needs no lock, unless it is removed meanwhile.</summary>
    public bool IsReady(ObjectKey key) => folders.IsEnsured(FilePlace.Of(key).Folder);

    /// <summary>Publishes where <see cref="IsThere(ObjectKey, CancellationToken)"/> found nothing. Null where something is now, which survives power loss then.</summary>
    public ObjectVersion? PublishNew(StagedFile staged, ObjectKey key, CancellationToken cancellationToken)
    {
        var place = FilePlace.Of(key);
        var version = FileVersion.Stamp(staged, time.GetUtcNow(), replaced: DateTime.MinValue);
        // Whoever sees the name taken looks again: what took it may be gone by then.
        while (!TryPublishNew(staged, place, cancellationToken))
            if (IsThere(place, cancellationToken))
                return null;
        return version;
    }

    /// <summary>Publishes over what is there. Null where that is not what was expected.</summary>
    public ObjectVersion? PublishReplacing(StagedFile staged, ObjectKey key, ObjectVersion? expected, CancellationToken cancellationToken)
    {
        RequireRoot();
        using var held = Lock(cancellationToken);
        var place = FilePlace.Of(key);
        var there = Status(place);
        if (expected is not null && (there is not { IsRegularFile: true } current || FileVersion.Of(current) != expected))
            return null;
        if (there is { Kind: FileKind.Folder } && TryRemove(place))
            there = null; // a crash left it empty
        if (there is { IsRegularFile: false } other)
            throw NotAnObject(place, other.Kind);
        var version = FileVersion.Stamp(staged, time.GetUtcNow(), there?.Written ?? DateTime.MinValue);
        using var folder = folders.Ensure(place.Folder);
        staged.PublishReplacing(folder.Folder, place.Name, durability);
        folder.Folder.Forget(place.Name);
        return version;
    }

    /// <summary>Deletes a file, and the folders that are empty then. That nothing is there survives power loss too.</summary>
    public DeleteResult Delete(ObjectKey key, ObjectVersion? ifMatch, CancellationToken cancellationToken)
    {
        RequireRoot();
        using var held = Lock(cancellationToken);
        var place = FilePlace.Of(key);
        var result = Delete(place, ifMatch);
        if (result == DeleteResult.Mismatch)
            return result;
        // Also where nothing was there: whoever removed it may have been stopped before its flush.
        using var left = RemoveEmpty(place.Folder);
        if (durability == Durability.Full)
            left.Folder.Flush();
        return result;
    }

    /// <summary>Removes the folders that a process left empty which was killed between a file and its folder.</summary>
    public void RemoveEmptyFolders(CancellationToken cancellationToken) => RemoveEmptyBelow("", cancellationToken);

    public void RequireRoot() => folders.RequireRoot();

    private bool TryPublishNew(StagedFile staged, FilePlace place, CancellationToken cancellationToken)
    {
        try
        {
            using var ensured = folders.TryEnsured(place.Folder);
            if (ensured is not null)
                return staged.PublishNew(ensured.Folder, place.Name, durability);
        }
        catch (DirectoryNotFoundException)
        {
            RequireRoot(); // else a delete left the folder empty and removed it: it is made again
        }
        using var held = Lock(cancellationToken);
        using var made = folders.Ensure(place.Folder);
        return staged.PublishNew(made.Folder, place.Name, durability);
    }

    // Another writer's publish may not have reached the disk when its name is seen here.
    private bool IsThere(FilePlace place, CancellationToken cancellationToken)
    {
        using var found = folders.Find(place.Folder);
        if (found is not { Folder: var folder } || folder.Status(place.Name) is not { } there)
            return false;
        if (there.Kind == FileKind.Folder && TryRemoveEmpty(folder, place, cancellationToken))
            return false;
        if (!there.IsRegularFile)
            throw NotAnObject(place, there.Kind);
        return durability switch
        {
            Durability.None => true,
            Durability.Content => folder.TryFlushFile(place.Name),
            _ => folder.TryFlushFile(place.Name) && TryFlushName(place, folder, cancellationToken),
        };
    }

    private bool TryFlushName(FilePlace place, Folder seen, CancellationToken cancellationToken)
    {
        using var ensured = folders.TryEnsured(place.Folder);
        if (ensured is not null)
        {
            try
            {
                ensured.Folder.Flush();
            }
            catch (DirectoryNotFoundException)
            {
                RequireRoot();
                return false; // a delete removed the folder, and the name with it
            }
            return ensured.Folder.Status(place.Name) is not null;
        }
        using var held = Lock(cancellationToken);
        if (seen.IsRemoved)
            return false;
        using var made = folders.Ensure(place.Folder);
        made.Folder.Flush();
        return true;
    }

    private DeleteResult Delete(FilePlace place, ObjectVersion? ifMatch)
    {
        using var found = folders.Find(place.Folder);
        if (found is not { Folder: var folder } || folder.Status(place.Name) is not { IsRegularFile: true } there)
            return DeleteResult.NotFound;
        if (ifMatch is not null && FileVersion.Of(there) != ifMatch)
            return DeleteResult.Mismatch;
        folder.TryDelete(place.Name);
        folder.Forget(place.Name);
        return DeleteResult.Deleted;
    }

    // Gives the deepest folder that is left: once its names are on disk, what was below them is gone.
    private SharedFolder RemoveEmpty(string path)
    {
        while (true)
        {
            var place = FilePlace.Of(path);
            if ((path.Length == 0 || !TryRemove(place)) && folders.Find(path) is { } left)
                return left;
            path = place.Folder;
        }
    }

    private void RemoveEmptyBelow(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var found = folders.Find(path);
        if (found is not { Folder: var folder })
            return;
        if (folder.MayHoldFolders)
            foreach (var below in StoredFiles.FoldersIn(folder, path))
                RemoveEmptyBelow(below, cancellationToken);
        if (path.Length == 0 || OrderedEntries.Unordered(folder).Any())
            return;
        using var held = Lock(cancellationToken);
        RemoveEmpty(path).Dispose();
    }

    private FileStatus? Status(FilePlace place)
    {
        using var folder = folders.Find(place.Folder);
        return folder?.Folder.Status(place.Name);
    }

    private bool TryRemove(FilePlace place)
    {
        using var folder = folders.Find(place.Folder);
        return folder?.Folder.TryRemove(place.Name) is true;
    }

    // Under it versions only rise, and folders are made and removed.
    private IDisposable Lock(CancellationToken cancellationToken) => root.Lock(LockName, cancellationToken);

    private static ObjectInfo Info(ObjectKey key, FileStatus status) => new(key, status.Length, FileVersion.Of(status));

    private bool TryRemoveEmpty(Folder folder, FilePlace place, CancellationToken cancellationToken)
    {
        using var held = Lock(cancellationToken);
        return folder.TryRemove(place.Name);
    }

    private IOException NotAnObject(FilePlace place, FileKind kind) => kind == FileKind.Folder
        ? new IOException($"Nothing can be stored under '{place}': other keys lie below '{place}/', and a key cannot be the folder of another. Choose another key.")
        : new IOException($"'{Path.Combine(root.Path, place.ToString())}' is no file but something that no store makes: a symbolic link or a device. Nothing was stored under its name. Remove it.");
}
