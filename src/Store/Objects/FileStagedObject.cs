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
        try
        {
            return await Task.Run(() => Publish(key, condition), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            staged.Dispose(); // what is published is never written again
        }
    }

    public override ValueTask DisposeAsync()
    {
        staged.Dispose();
        return ValueTask.CompletedTask;
    }

    private PutResult Publish(ObjectKey key, PutCondition condition) => new(condition switch
    {
        PutCondition.Absent => store.PublishNew(staged, key),
        PutCondition.Match match => store.PublishReplacing(staged, key, match.Version),
        _ => store.PublishReplacing(staged, key, expected: null),
    });
}
