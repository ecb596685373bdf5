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
/// No symbolic link below the root is followed. Disposing closes the folders that are kept open; nothing stored depends on it.
/// </remarks>
public sealed class FileObjectStore : IObjectStore, IDisposable
{
    private readonly Folder _root;
    private readonly StoreFolders _folders;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _disposed;

    internal FileObjectStore(Folder root, FileObjectStoreOptions? options)
    {
        var durability = options?.Durability ?? Durability.Full;
        _root = root;
        _time = options?.Time ?? TimeProvider.System;
        _folders = new StoreFolders(root, durability);
        Staging = new StagingFolder(root);
        Files = new FileObjects(root, _folders, durability, _time);
    }

    /// <summary>The folder, as a full path.</summary>
    public string Root => _root.Path;

    /// <inheritdoc/>
    public ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.CompareAndSwap | ObjectStoreCapabilities.ConditionalDelete;

    internal FileObjects Files { get; }

    internal StagingFolder Staging { get; }

    /// <summary>Opens a store that is there. A root that is missing is an error: an unmounted disk must not look like an empty store.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">How the store works; fully durable where none are given.</param>
    /// <exception cref="StoreRootException">The root is missing or is a file.</exception>
    public static FileObjectStore Open(string root, FileObjectStoreOptions? options = null) => new(StoreRoot.Open(root), options);

    /// <summary>Opens a store, and creates its folder (durably, with the folders above it) where it is missing.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="StoreRootException">The root is a file, or cannot be created.</exception>
    public static FileObjectStore OpenOrCreate(string root, FileObjectStoreOptions? options = null) => new(StoreRoot.OpenOrCreate(root), options);

    /// <inheritdoc/>
    /// <remarks>Up to 64 KiB are kept in memory until the commit, which then finds an object that is there already without writing a file.</remarks>
    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new FileStagedObject(this));
    }

    /// <inheritdoc/>
    public async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return await RunAsync(() => Files.Get(key, range)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return await RunAsync(() => Files.Head(key)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Folders that this leaves empty are removed.</remarks>
    public async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return await LockedAsync(() => Files.Delete(key, ifMatch, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return InChunks(Files.List(prefix, after), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return InChunks(Staging.Foreign(prefix).Concat(ForeignFiles.Under(_root, prefix, own: [FileObjects.LockName, StagingFolder.Name])), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A live writer is known by the lock on its staged file, whatever its age. Other processes' writers count as well. Folders that a process left empty when it was killed are removed too.</remarks>
    public async ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumAge, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        var now = _time.GetUtcNow().UtcDateTime;
        var writtenBefore = minimumAge < now - DateTime.MinValue ? now - minimumAge : DateTime.MinValue;
        return await RunAsync(() =>
        {
            Files.RequireRoot();
            var swept = Staging.Sweep(writtenBefore, cancellationToken);
            Files.RemoveEmptyFolders(cancellationToken);
            return swept;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Staging.Dispose();
        _folders.Dispose();
    }

    internal Task<ObjectVersion?> PublishAsync(FileStagedObject staged, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return staged.NeedsLock
            ? LockedAsync(staged.Publish, cancellationToken)
            : DiskThreads.RunAsync(static staged => ((FileStagedObject)staged!).Publish(), staged);
    }

    private Task<T> RunAsync<T>(Func<T> call)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return DiskThreads.RunAsync(call);
    }

    // What takes the store's lock waits its turn here: only one of this store's calls holds up a thread for it.
    private async Task<T> LockedAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await DiskThreads.RunAsync(call).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async IAsyncEnumerable<T> InChunks<T>(IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int atOnce = 256;
        cancellationToken.ThrowIfCancellationRequested();
        using var chunks = items.Chunk(atOnce).GetEnumerator();
        while (await RunAsync(() => MoveNext(chunks)).ConfigureAwait(false))
        {
            foreach (var item in chunks.Current)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    // A root that vanished must not look like the end.
    private bool MoveNext<T>(IEnumerator<T> chunks)
    {
        var moved = chunks.MoveNext();
        Files.RequireRoot();
        return moved;
    }
}
