using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>A staged object of a <see cref="FileObjectStore"/>. It becomes a file when it outgrows a buffer, or when it is published.</summary>
internal sealed class FileStagedObject(FileObjectStore store) : StagedObject
{
    private readonly FileStagedContent _content = new(store.Staging);
    private ObjectKey? _key;
    private PutCondition? _condition;
    private bool _stored;

    public override Stream Content => _content;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        cancellationToken.ThrowIfCancellationRequested();
        if (_stored)
            throw new InvalidOperationException($"This staged object was committed already. Stage again to write '{key}'.");
        _content.End(key);
        (_key, _condition) = (key, condition);
        var version = await DiskThreads.RunAsync(static staged => ((FileStagedObject)staged!).Publish(), this).ConfigureAwait(false);
        return new PutResult(version);
    }

    public override ValueTask DisposeAsync() => _content.DisposeAsync();

    private ObjectVersion? Publish()
    {
        // Looking first spares the writing of what would not be published; the publish itself decides.
        if (_condition!.Kind == PutConditionKind.IfAbsent && store.Files.IsThere(_key!))
            return null;
        var staged = _content.ToFile();
        _stored = true; // also where it throws: what may have been published is not published again
        var version = _condition.Kind == PutConditionKind.IfAbsent
            ? store.Files.PublishNew(staged, _key!)
            : store.Files.PublishReplacing(staged, _key!, _condition.Version);
        _stored = version is not null;
        if (_stored)
            staged.Dispose(); // what is published is never written again
        return version;
    }
}
