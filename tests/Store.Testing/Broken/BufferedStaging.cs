using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A staged object that is a buffer and knows none of the rules: it can be read, written for ever and committed again and again.</summary>
internal class BufferedStaging(StoreDecorator store, MemoryStream buffer) : StagedObject
{
    public override Stream Content => buffer;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        await using var staged = await store.StageInsideAsync(cancellationToken);
        await staged.Content.WriteAsync(buffer.ToArray(), cancellationToken);
        return await staged.CommitAsync(key, condition, cancellationToken);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
