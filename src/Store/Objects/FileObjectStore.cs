using System.Runtime.CompilerServices;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>
/// Objects as files under one folder. A commit is durable when it returns; a crash at any point leaves every key with
/// whole content or none. Threads and processes of one machine may share the folder.
/// </summary>
/// <remarks>
/// A key may not be the folder of another ('a' beside 'a/b'). Conditions other than <see cref="PutCondition.IfAbsent"/>
/// hold among users of this class on one machine, not across machines that share a network file system.
/// </remarks>
public sealed class FileObjectStore : IObjectStore
{
    private const string LockName = ".lock";

    private readonly TimeProvider _time;
    private readonly Func<string, StagedFile> _stage;
    private readonly DurableFolders _folders;

    internal FileObjectStore(string root, TimeProvider? time, Func<string, StagedFile> stage)
    {
        Root = root;
        _time = time ?? TimeProvider.System;
        _stage = stage;
        _folders = new DurableFolders(root);
    }

    /// <summary>The folder, as a full path.</summary>
    public string Root { get; }

    /// <inheritdoc/>
    public ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.CompareAndSwap | ObjectStoreCapabilities.ConditionalDelete;

    /// <summary>Opens a store that is there. A root that is missing is an error: an unmounted disk must not look like an empty store.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="time">The clock behind the versions; the system's where none is given.</param>
    /// <exception cref="StoreRootException">The root is missing or is a file.</exception>
    public static FileObjectStore Open(string root, TimeProvider? time = null)
    {
        var full = FullRoot(root);
        return Directory.Exists(full)
            ? new FileObjectStore(full, time, folder => StagedFile.Create(folder, mode: null))
            : throw StoreRootException.Missing(full);
    }

    /// <summary>Opens a store, and creates its folder (durably, with the folders above it) where it is missing.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="StoreRootException">The root is a file, or cannot be created.</exception>
    public static FileObjectStore OpenOrCreate(string root, TimeProvider? time = null)
    {
        var full = FullRoot(root);
        try
        {
            DurableFolders.CreateRoot(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreRootException($"The store's folder '{full}' cannot be created: {exception.Message} Choose a folder that this user may write.", exception);
        }
        return new FileObjectStore(full, time, folder => StagedFile.Create(folder, mode: null));
    }

    /// <inheritdoc/>
    /// <exception cref="StoreRootException">The folder may not be written, or is gone.</exception>
    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new(new FileStagedObject(this, _stage(Root)));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException || IsReadOnlyFileSystem(exception))
        {
            throw new StoreRootException($"The store's folder '{Root}' cannot be written: {exception.Message} Nothing was stored. Check its permissions and its mount.", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new(new ObjectContent(new ObjectInfo(key, stream.Length, FileVersion.Of(File.GetLastWriteTimeUtc(stream.SafeFileHandle), stream.Length)), stream));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            RequireRoot();
            return new((ObjectContent?)null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        var info = Head(key);
        if (info is null)
            RequireRoot();
        return new(info);
    }

    /// <inheritdoc/>
    public async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.Run(() => Delete(key, ifMatch), CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int atOnce = 256;
        ArgumentNullException.ThrowIfNull(prefix);
        RequireRoot();
        using var chunks = OrderedKeys.Under(Root, prefix).Where(key => after is null || string.CompareOrdinal(key.ToString(), after.ToString()) > 0).Select(Head).OfType<ObjectInfo>().Chunk(atOnce).GetEnumerator();
        while (await Task.Run(chunks.MoveNext, cancellationToken).ConfigureAwait(false))
        {
            foreach (var info in chunks.Current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return info;
            }
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    internal string PathOf(ObjectKey key) => Path.Combine(Root, key.ToString().Replace('/', Path.DirectorySeparatorChar));

    internal ObjectVersion? PublishNew(StagedFile staged, ObjectKey key)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        var version = FileVersion.Stamp(staged, _time.GetUtcNow(), replaced: DateTime.MinValue);
        // Looking first spares the flush of what would not be published; the publish itself decides.
        while (!_folders.Use(folder, () => TryFlushExisting(path)))
            if (_folders.Use(folder, () => staged.PublishNew(path)))
                return version;
        return null;
    }

    internal ObjectVersion? PublishReplacing(StagedFile staged, ObjectKey key, ObjectVersion? expected)
    {
        using var held = Lock();
        var path = PathOf(key);
        if (expected is not null && Head(key)?.Version != expected)
            return null;
        var version = FileVersion.Stamp(staged, _time.GetUtcNow(), replaced: File.Exists(path) ? File.GetLastWriteTimeUtc(path) : DateTime.MinValue);
        return _folders.Use(Path.GetDirectoryName(path)!, () =>
        {
            staged.PublishReplacing(path);
            return version;
        });
    }

    // Under it, the version of a key only rises.
    private FileLock Lock()
    {
        RequireRoot();
        return FileLock.Acquire(Path.Combine(Root, LockName));
    }

    private void RequireRoot()
    {
        if (!Directory.Exists(Root))
            throw StoreRootException.Missing(Root);
    }

    private ObjectInfo? Head(ObjectKey key)
    {
        var file = new FileInfo(PathOf(key));
        return file.Exists ? new ObjectInfo(key, file.Length, FileVersion.Of(file.LastWriteTimeUtc, file.Length)) : null;
    }

    private DeleteResult Delete(ObjectKey key, ObjectVersion? ifMatch)
    {
        using var held = Lock();
        var path = PathOf(key);
        if (!File.Exists(path))
            return DeleteResult.NotFound;
        if (ifMatch is not null && Head(key)?.Version != ifMatch)
            return DeleteResult.Mismatch;
        File.Delete(path);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return DeleteResult.Deleted;
    }

    // Another writer's publish may not have reached the disk when its name is seen here. False where nothing is there.
    private static bool TryFlushExisting(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
            throw new IOException($"'{path}' is a symbolic link, which no store makes. Nothing was stored under its name. Remove it.");
        if (!file.Exists)
            return false;
        try
        {
            using (var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                RandomAccess.FlushToDisk(handle);
            DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static string FullRoot(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        return File.Exists(full)
            ? throw new StoreRootException($"The store's root '{full}' is a file. Give the store a folder of its own.")
            : full;
    }

    private static bool IsReadOnlyFileSystem(Exception exception)
    {
        const int readOnlyFileSystem = 30;
        return exception is IOException && exception.HResult == readOnlyFileSystem;
    }
}
