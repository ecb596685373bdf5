using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>A staged object of a <see cref="FileObjectStore"/>.</summary>
internal sealed class FileStagedObject(FileObjectStore store, StagedFile staged) : StagedObject
{
    private bool _committed;

    public override Stream Content => staged.Content;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        cancellationToken.ThrowIfCancellationRequested();
        if (_committed)
            throw new InvalidOperationException($"This staged object was committed already. Stage again to write '{key}'.");
        if (!staged.Content.CanWrite)
            throw new InvalidOperationException($"The content of '{key}' was closed before the commit. Leave the stream open: the commit closes it.");
        _committed = true;
        var result = await Task.Run(() => Publish(key, condition), CancellationToken.None).ConfigureAwait(false);
        _committed = result.IsStored;
        if (_committed)
            staged.Dispose();
        return result;
    }

    public override ValueTask DisposeAsync()
    {
        staged.Dispose();
        return ValueTask.CompletedTask;
    }

    private PutResult Publish(ObjectKey key, PutCondition condition) => new(condition.Kind switch
    {
        PutConditionKind.IfAbsent => store.PublishNew(staged, key),
        _ => store.PublishReplacing(staged, key, condition.Version),
    });
}
