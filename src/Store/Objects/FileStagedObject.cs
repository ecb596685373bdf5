namespace Guarded.Store.Objects;

/// <summary>A staged object of a <see cref="FileObjectStore"/>. It becomes a file when it outgrows a buffer, or when it is published.</summary>
internal sealed class FileStagedObject(FileObjectStore store) : StagedObject
{
    private readonly FileStagedContent _content = new(store.Staging);
    private ObjectKey? _key;
    private PutCondition? _condition;
    private CancellationToken _cancellation;
    private Task _commit = Task.CompletedTask;
    private bool _ended;

    public override Stream Content => _content;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_commit.IsCompleted)
            throw new InvalidOperationException($"Another commit of this staged object is under way. Await it before '{key}'.");
        if (_ended)
            throw new InvalidOperationException($"This staged object was committed already, or its commit failed. Stage again to write '{key}'.");
        _content.End(key);
        (_key, _condition, _cancellation) = (key, condition, cancellationToken);
        var commit = store.PublishAsync(this, cancellationToken);
        _commit = commit;
        return new PutResult(await commit.ConfigureAwait(false));
    }

    // A commit that is under way goes on, and what it reads must not be taken away.
    public override async ValueTask DisposeAsync()
    {
        await _commit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _content.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether publishing will need the store's lock, as far as can be said before.</summary>
    public bool NeedsLock => _condition!.Kind != PutConditionKind.IfAbsent || !store.Files.IsReady(_key!);

    /// <summary>Publishes, and blocks until the disk is done. Null where the condition does not hold.</summary>
    public ObjectVersion? Publish()
    {
        var isNew = _condition!.Kind == PutConditionKind.IfAbsent;
        // Looking first spares the writing of what would not be published; the publish itself decides.
        if (isNew && store.Files.IsThere(_key!, _cancellation))
            return null;
        var staged = _content.ToFile();
        _ended = true; // also where it throws: what may have been published is not published again
        var version = isNew
            ? store.Files.PublishNew(staged, _key!, _cancellation)
            : store.Files.PublishReplacing(staged, _key!, _condition.Version, _cancellation);
        _ended = version is not null;
        if (_ended)
            staged.Dispose(); // what is published is never written again
        return version;
    }
}
