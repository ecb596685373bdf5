using System.Globalization;
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

    /// <summary>Opens a store that is there. A root that is missing is an error: an unmounted disk must not look like an empty store.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="time">The clock behind the versions; the system's where none is given.</param>
    /// <exception cref="StoreRootException">The root is missing or is a file.</exception>
    public static FileObjectStore Open(string root, TimeProvider? time = null)
    {
        var full = FullRoot(root);
        return Directory.Exists(full)
            ? new FileObjectStore(full, time, StagedFile.Create)
            : throw new StoreRootException($"The store's folder '{full}' does not exist. Create the store with FileObjectStore.OpenOrCreate, or check that its disk is mounted.");
    }

    /// <summary>Opens a store, and creates its folder (durably, with the folders above it) where it is missing.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="StoreRootException">The root is a file, or cannot be created.</exception>
    public static FileObjectStore OpenOrCreate(string root, TimeProvider? time = null)
    {
        var full = FullRoot(root);
        try
        {
            DurableFolders.CreateWithParents(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreRootException($"The store's folder '{full}' cannot be created: {exception.Message} Choose a folder that this user may write.", exception);
        }
        return new FileObjectStore(full, time, StagedFile.Create);
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
    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new(new ObjectContent(new ObjectInfo(key, stream.Length, VersionOf(File.GetLastWriteTimeUtc(stream.SafeFileHandle), stream.Length)), stream));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            return new((ObjectContent?)null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return new(Head(key));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.Run(() => Delete(key), CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int atOnce = 256;
        ArgumentNullException.ThrowIfNull(prefix);
        using var chunks = OrderedKeys.Under(Root, prefix).Select(Head).OfType<ObjectInfo>().Chunk(atOnce).GetEnumerator();
        while (await Task.Run(chunks.MoveNext, cancellationToken).ConfigureAwait(false))
        {
            foreach (var info in chunks.Current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return info;
            }
        }
    }

    internal string PathOf(ObjectKey key) => Path.Combine(Root, key.ToString().Replace('/', Path.DirectorySeparatorChar));

    internal ObjectVersion? PublishNew(StagedFile staged, ObjectKey key)
    {
        var path = PathOf(key);
        var version = Stamp(staged, after: DateTime.MinValue);
        do
        {
            if (_folders.Use(Path.GetDirectoryName(path)!, () => staged.PublishNew(path)))
                return version;
        }
        while (!TryFlushExisting(path));
        return null;
    }

    internal ObjectVersion? PublishReplacing(StagedFile staged, ObjectKey key, ObjectVersion? expected)
    {
        using var held = FileLock.Acquire(Path.Combine(Root, LockName));
        var path = PathOf(key);
        if (expected is not null && Head(key)?.Version != expected)
            return null;
        var version = Stamp(staged, after: File.Exists(path) ? File.GetLastWriteTimeUtc(path) : DateTime.MinValue);
        return _folders.Use(Path.GetDirectoryName(path)!, () =>
        {
            staged.PublishReplacing(path);
            return version;
        });
    }

    private ObjectInfo? Head(ObjectKey key)
    {
        var file = new FileInfo(PathOf(key));
        return file.Exists ? new ObjectInfo(key, file.Length, VersionOf(file.LastWriteTimeUtc, file.Length)) : null;
    }

    private bool Delete(ObjectKey key)
    {
        using var held = FileLock.Acquire(Path.Combine(Root, LockName));
        var path = PathOf(key);
        if (!File.Exists(path))
            return false;
        File.Delete(path);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    // The write time is the version: it is set on every write, and under the lock it only rises for a key.
    private ObjectVersion Stamp(StagedFile staged, DateTime after)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var handle = staged.Content.SafeFileHandle;
        File.SetLastWriteTimeUtc(handle, now > after ? now : after.AddTicks(1));
        if (File.GetLastWriteTimeUtc(handle) <= after)
            File.SetLastWriteTimeUtc(handle, after.AddSeconds(2)); // a file system that keeps whole seconds
        return VersionOf(File.GetLastWriteTimeUtc(handle), staged.Content.Length);
    }

    private static ObjectVersion VersionOf(DateTime written, long length) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{written.Ticks:x}-{length:x}"));

    // Another writer's publish may not have reached the disk when its name is seen here. False where it is deleted again.
    private static bool TryFlushExisting(string path)
    {
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
